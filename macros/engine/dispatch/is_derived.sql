{# True if a column's value in a row of the table came from the facts, and not from an authoritative source. #}
{% macro is_derived(column, row) -%}
    {{ return(adapter.dispatch('is_derived', 'refill')(column, row)) }}
{%- endmacro %}

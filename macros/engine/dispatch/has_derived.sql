{# True if a row has values that were derived. #}
{% macro has_derived(row) -%}
    {{ return(adapter.dispatch('has_derived', 'refill')(row)) }}
{%- endmacro %}

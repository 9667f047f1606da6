{# The columns and values of a refresh scope as one comparable text; a null is a value of its own. #}
{% macro scope_key(columns, prefix='') -%}
    {{ return(adapter.dispatch('scope_key', 'refill')(columns, prefix)) }}
{%- endmacro %}

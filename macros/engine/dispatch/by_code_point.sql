{# Columns as a query sorts by them: texts by code point, so that the order is the same in every database. #}
{% macro by_code_point(columns) -%}
    {{ return(adapter.dispatch('by_code_point', 'refill')(columns)) }}
{%- endmacro %}

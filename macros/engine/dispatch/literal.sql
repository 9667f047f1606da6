{# A text value as an SQL literal. #}
{% macro literal(value) -%}
    {{ return(adapter.dispatch('literal', 'refill')(value)) }}
{%- endmacro %}

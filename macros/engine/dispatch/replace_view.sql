{# A statement that makes a view, or replaces it in place; grants and what reads it stay. #}
{% macro replace_view(relation, sql) -%}
    {{ return(adapter.dispatch('replace_view', 'refill')(relation, sql)) }}
{%- endmacro %}

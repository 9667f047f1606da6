{# Statements that make the staging table anew from a query. #}
{% macro write_staging(relation, sql) -%}
    {{ return(adapter.dispatch('write_staging', 'refill')(relation, sql)) }}
{%- endmacro %}

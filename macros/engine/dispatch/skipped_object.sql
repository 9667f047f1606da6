{# A json object from each skipping key column to its text, where that text matches one of the column's patterns. #}
{% macro skipped_object(columns) -%}
    {{ return(adapter.dispatch('skipped_object', 'refill')(columns)) }}
{%- endmacro %}

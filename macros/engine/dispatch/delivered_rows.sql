{# The raw rows that `rows` (a CTE) names by batch and row number, each as one json object `_raw`, unknown columns included.
   Where they were dropped, the fact replaces them: the model's `meta.fact`. #}
{% macro delivered_rows(raw, columns, rows) -%}
    {{ return(adapter.dispatch('delivered_rows', 'refill')(raw, columns, rows)) }}
{%- endmacro %}

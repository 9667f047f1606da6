{# The raw rows to stage: those of the staged batches, those that wait in quarantine, and, once after the YAML has gained a
   foreign key, those that are in the facts already. Where raw rows were dropped, the facts themselves. #}
{% macro pending_rows(domain, raw, columns) -%}
    {{ return(adapter.dispatch('pending_rows', 'refill')(domain, raw, columns)) }}
{%- endmacro %}

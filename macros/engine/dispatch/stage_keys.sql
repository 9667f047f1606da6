{# Statements that write the distinct keys of the staged rows into a table of their own, by one reading for all foreign keys:
   the reference tables and the coverage look at keys, and at the rows only where a key is new. `_columns` names their columns. #}
{% macro stage_keys(staging, domain, foreign_keys) -%}
    {{ return(adapter.dispatch('stage_keys', 'refill')(staging, domain, foreign_keys)) }}
{%- endmacro %}

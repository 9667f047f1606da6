{# Make a managed table as its contract says, but for its foreign keys, or bring the one that is there up to it. Return
   whether the table is new. #}
{% macro ensure_table(relation) -%}
    {{ return(adapter.dispatch('ensure_table', 'refill')(relation)) }}
{%- endmacro %}

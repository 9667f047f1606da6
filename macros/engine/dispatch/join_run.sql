{# The first statement of each transaction that writes: an error where this run does not hold the lock of the schema
   (any more). #}
{% macro join_run() -%}
    {{ return(adapter.dispatch('join_run', 'refill')()) }}
{%- endmacro %}

{# The most frequent value; of several the smallest. #}
{% macro aggregate_mode(column) -%}
    {{ return(adapter.dispatch('aggregate_mode', 'refill')(column)) }}
{%- endmacro %}

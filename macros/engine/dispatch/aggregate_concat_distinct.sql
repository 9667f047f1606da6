{# The different values joined by `separator`: sorted, or in the order of the rows. #}
{% macro aggregate_concat_distinct(column) -%}
    {{ return(adapter.dispatch('aggregate_concat_distinct', 'refill')(column)) }}
{%- endmacro %}

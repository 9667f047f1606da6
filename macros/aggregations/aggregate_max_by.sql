{# The value of the row with the largest `by`. #}
{% macro aggregate_max_by(column) -%}
    {{ return(refill.value_by_order(column, true)) }}
{%- endmacro %}

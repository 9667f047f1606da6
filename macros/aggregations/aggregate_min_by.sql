{# The value of the row with the smallest `by`. #}
{% macro aggregate_min_by(column) -%}
    {{ return(refill.value_by_order(column, false)) }}
{%- endmacro %}

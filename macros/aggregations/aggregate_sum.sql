{# The sum of the values. #}
{% macro aggregate_sum(column) -%}
    {{ return({'value': 'sum(facts.' ~ adapter.quote(column.source) ~ ')'}) }}
{%- endmacro %}

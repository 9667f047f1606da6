{# How many different values there are. #}
{% macro aggregate_count_distinct(column) -%}
    {{ return({'value': 'count(distinct facts.' ~ adapter.quote(column.source) ~ ')'}) }}
{%- endmacro %}

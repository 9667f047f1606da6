{# The largest value. #}
{% macro aggregate_max(column) -%}
    {{ return({'value': 'max(' ~ refill.sortable_fact(column) ~ ')'}) }}
{%- endmacro %}

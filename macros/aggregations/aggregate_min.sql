{# The smallest value. #}
{% macro aggregate_min(column) -%}
    {{ return({'value': 'min(' ~ refill.sortable_fact(column) ~ ')'}) }}
{%- endmacro %}

{% macro postgres__aggregate_mode(column) -%}
    {{ return({'value': 'mode() within group (order by ' ~ refill.sortable_fact(column) ~ ')'}) }}
{%- endmacro %}

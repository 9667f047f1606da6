{# The most frequent value; of several the smallest. #}
{% macro aggregate_mode(column) -%}
    {{ return(adapter.dispatch('aggregate_mode', 'refill')(column)) }}
{%- endmacro %}

{% macro postgres__aggregate_mode(column) -%}
    {{ return({'value': 'mode() within group (order by ' ~ refill.sortable_fact(column) ~ ')'}) }}
{%- endmacro %}

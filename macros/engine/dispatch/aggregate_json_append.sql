{# A json array of the different texts of the template for the rows, sorted. #}
{% macro aggregate_json_append(column) -%}
    {{ return(adapter.dispatch('aggregate_json_append', 'refill')(column)) }}
{%- endmacro %}

{# The value that the YAML says. #}
{% macro aggregate_constant(column) -%}
    {{ return({'value': refill.literal(column.value)}) }}
{%- endmacro %}

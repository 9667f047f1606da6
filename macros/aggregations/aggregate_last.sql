{# The last value that is not null. #}
{% macro aggregate_last(column) -%}
    {{ return(refill.value_by_position(column.source, 'max')) }}
{%- endmacro %}

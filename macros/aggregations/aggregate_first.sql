{# The first value that is not null. #}
{% macro aggregate_first(column) -%}
    {{ return(refill.value_by_position(column.source, 'min')) }}
{%- endmacro %}

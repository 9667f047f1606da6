{# A column of the contract in DDL. #}
{% macro postgres__column_definition(column) -%}
    {{ adapter.quote(column.name) }} {{ refill.sql_type(column.data_type) }}
    {%- for constraint in column.constraints if constraint.type == 'not_null' %} not null{% endfor %}
{%- endmacro %}

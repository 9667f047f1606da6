{# A column of the contract, as it stands in DDL. #}
{% macro column_definition(column) -%}
    {{ adapter.quote(column.name) }} {{ column.data_type }}
    {%- for constraint in column.constraints if constraint.type == 'not_null' %} not null{% endfor %}
{%- endmacro %}

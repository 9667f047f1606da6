{# A primary or foreign key of the contract in DDL, under its own name where it has one. A foreign key without `to` points at
   the table itself. #}
{% macro postgres__constraint_definition(constraint, named=true) -%}
    {%- if constraint.name and named %}constraint {{ adapter.quote(constraint.name) }} {% endif -%}
    {%- if constraint.type == 'primary_key' -%}
        primary key ({{ refill.quoted(constraint.columns) }})
    {%- else -%}
        foreign key ({{ refill.quoted(constraint.columns) }}) references {{ constraint.to or this }} ({{ refill.quoted(constraint.to_columns) }})
    {%- endif -%}
{%- endmacro %}

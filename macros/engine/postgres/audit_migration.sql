{# Notes in the audit log of a reference table that its rows look otherwise since a column has become wider. #}
{% macro audit_migration(relation) -%}
    {%- set key = model.constraints | selectattr('type', 'equalto', 'primary_key') | first -%}
    {% call statement('audit_migration') -%}
        select {{ refill.ledger('catch_up_audit').include(database=false) }}(
            {{ refill.literal(relation) }}, array[{{ refill.literals(key.columns) }}], 'a column became wider'
        )
    {%- endcall %}
{%- endmacro %}

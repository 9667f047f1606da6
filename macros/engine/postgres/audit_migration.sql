{# Note in the audit log of a reference table that its rows look otherwise since a column has become wider. #}
{% macro postgres__audit_migration(relation) -%}
    {%- set key = model.constraints | selectattr('type', 'equalto', 'primary_key') | first -%}
    {% call statement('audit_migration') -%}
        select {{ refill.postgres__ledger_function('catch_up_audit') }}(
            {{ refill.literal(relation) }}, array[{{ refill.literals(key.columns) }}], 'a column became wider'
        )
    {%- endcall %}
{%- endmacro %}

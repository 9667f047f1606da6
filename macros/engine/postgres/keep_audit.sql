{# Lets a reference table write the audit log: triggers note each change of a row, whoever makes it. #}
{% macro keep_audit(relation) -%}
    {{ return(adapter.dispatch('keep_audit', 'refill')(relation)) }}
{%- endmacro %}

{% macro postgres__keep_audit(relation) -%}
    {%- if config.get('meta')['load'] == 'reference' -%}
        {%- set key = model.constraints | selectattr('type', 'equalto', 'primary_key') | first -%}
        {% call statement('keep_audit') -%}
            select {{ refill.ledger('keep_audit').include(database=false) }}(
                {{ refill.literal(relation) }}, array[{{ refill.literals(key.columns) }}]
            )
        {%- endcall %}
    {%- endif -%}
{%- endmacro %}

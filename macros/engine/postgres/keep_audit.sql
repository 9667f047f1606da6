{# By triggers. #}
{% macro postgres__keep_audit(relation) -%}
    {%- if config.get('meta')['load'] == 'reference' -%}
        {%- set key = model.constraints | selectattr('type', 'equalto', 'primary_key') | first -%}
        {% call statement('keep_audit') -%}
            select {{ refill.postgres__ledger_function('keep_audit') }}(
                {{ refill.literal(relation) }}, array[{{ refill.literals(key.columns) }}]
            )
        {%- endcall %}
    {%- endif -%}
{%- endmacro %}

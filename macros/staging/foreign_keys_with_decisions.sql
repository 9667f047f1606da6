{# Those of a fact's foreign keys on whose tables stewards have rejected or merged keys: the others cost staging nothing. #}
{% macro foreign_keys_with_decisions(foreign_keys) -%}
    {%- if not execute or load_relation(refill.ledger('decisions')) is none -%}
        {{ return([]) }}
    {%- endif -%}
    {%- set decided -%}
        select distinct table_name from {{ refill.ledger('decisions') }} where decision in ('reject', 'merge')
    {%- endset -%}
    {{ return(foreign_keys | selectattr('table', 'in', run_query(decided).columns[0].values() | list) | list) }}
{%- endmacro %}

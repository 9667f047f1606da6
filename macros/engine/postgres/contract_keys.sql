{# The foreign keys of the contract: name → definition. #}
{% macro postgres__contract_keys() -%}
    {%- set wanted = {} -%}
    {%- for constraint in model.constraints if constraint.type == 'foreign_key' -%}
        {%- do wanted.update({constraint.name: refill.postgres__constraint_definition(constraint, named=false)}) -%}
    {%- endfor -%}
    {{ return(wanted) }}
{%- endmacro %}

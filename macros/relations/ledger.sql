{# The relation of one of refill's own tables, which `refill land` and `refill db up` create. #}
{% macro ledger(name) -%}
    {{ return(refill.relation_in('ledger', name)) }}
{%- endmacro %}

{# The relation of one of refill's own tables, which `refill land` and `refill db up` create. #}
{% macro ledger(name) -%}
    {{ return(api.Relation.create(database=target.database, schema=target.schema ~ '_ledger', identifier=name)) }}
{%- endmacro %}

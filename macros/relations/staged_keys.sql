{# The keys of a domain's staged rows, by their place. #}
{% macro staged_keys(domain) -%}
    {{ return(api.Relation.create(database=target.database, schema=target.schema ~ '_staging', identifier='keys_' ~ domain)) }}
{%- endmacro %}

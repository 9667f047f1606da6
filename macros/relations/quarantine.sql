{# The quarantine table of a domain, by its place: staging reads it, though it comes after staging in the lineage. #}
{% macro quarantine(domain) -%}
    {{ return(api.Relation.create(database=target.database, schema=target.schema ~ '_quarantine', identifier=domain)) }}
{%- endmacro %}

{# The fact table of the staged domain, where it lacks a foreign key that the YAML has gained; else none.

   The rows that are in it are staged once more then, so that their keys too get their reference rows. #}
{% macro facts_without_keys() -%}
    {%- if not execute -%}
        {{ return(none) }}
    {%- endif -%}
    {%- set meta = config.get('meta') -%}
    {%- set fact = load_relation(api.Relation.create(database=target.database, schema=target.schema, identifier=meta['fact'])) -%}
    {%- if fact is none -%}
        {{ return(none) }}
    {%- endif -%}
    {%- set held = run_query(refill._held_keys(fact)).columns[0].values() | list -%}
    {{ return(fact if meta['foreign_keys'] | reject('in', held) | list else none) }}
{%- endmacro %}

{# The fact table of the staged domain, where it lacks a foreign key that the YAML has gained or changed; else none.

   The rows that are in it are staged once more then, so that their keys too get their reference rows. #}
{% macro postgres__facts_without_keys() -%}
    {%- if not execute -%}
        {{ return(none) }}
    {%- endif -%}
    {%- set meta = config.get('meta') -%}
    {%- set fact = load_relation(api.Relation.create(database=target.database, schema=target.schema, identifier=meta['fact'])) -%}
    {%- if fact is none -%}
        {{ return(none) }}
    {%- endif -%}
    {%- set held = {} -%}
    {%- for row in run_query(refill.postgres__held_keys(fact)).rows -%}
        {%- do held.update({row[0]: row[1]}) -%}
    {%- endfor -%}
    {%- for key in meta['foreign_keys'] -%}
        {%- set parent = api.Relation.create(database=target.database, schema=target.schema, identifier=key['table']) -%}
        {%- set constraint = {'type': 'foreign_key', 'columns': key['columns'], 'to': parent, 'to_columns': key['keys']} -%}
        {%- if held.get(key['name']) != refill.postgres__constraint_definition(constraint) -%}
            {{ return(fact) }}
        {%- endif -%}
    {%- endfor -%}
    {{ return(none) }}
{%- endmacro %}

{# A relation in one of the schemas beside the target's own, by what the schema is for. #}
{% macro relation_in(kind, name) -%}
    {%- if kind not in refill.schema_kinds() -%}
        {{ exceptions.raise_compiler_error("There is no schema `" ~ kind ~ "`; use one of: " ~ refill.schema_kinds() | join(', ')) }}
    {%- endif -%}
    {{ return(api.Relation.create(database=target.database, schema=target.schema ~ '_' ~ kind, identifier=name)) }}
{%- endmacro %}

{# What the schemas beside the target's own are for: refill/config/schemas.py has the same. #}
{% macro schema_kinds() -%}
    {{ return(['raw', 'landing', 'ledger', 'staging', 'quarantine', 'partitions', 'seeds', 'snapshots', 'quality']) }}
{%- endmacro %}

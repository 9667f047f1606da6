{# Stop a run, saying what to do, where the tables that refill makes are not there, or where only a part of the rows is
   asked for: batches load whole or not at all. #}
{% macro require_tables() -%}
    {%- if execute and flags.WHICH in ['build', 'run', 'test', 'snapshot'] -%}
        {%- if flags.EMPTY -%}
            {{ exceptions.raise_compiler_error("--empty: batches load whole or not at all. Leave the option out.") }}
        {%- endif -%}
        {%- set wanted = [refill.ledger('batches')] -%}
        {%- for source in graph.sources.values() if source.source_name in ['raw', 'landing'] -%}
            {%- do wanted.append(api.Relation.create(database=source.database, schema=source.schema, identifier=source.identifier)) -%}
        {%- endfor -%}
        {%- for relation in wanted if adapter.get_relation(relation.database, relation.schema, relation.identifier) is none -%}
            {{ exceptions.raise_compiler_error("Table " ~ relation ~ " is missing. Run `refill land`, which makes it, then this again.") }}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}

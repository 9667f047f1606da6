{# Adds a foreign key to a table with rows: not valid first, then validated. A partitioned table takes no such key before
   PostgreSQL 18, so each partition gets it, and the table then adopts theirs without another look. #}
{% macro add_validated_key(relation, constraint) -%}
    {%- set name = adapter.quote(constraint.name) -%}
    {%- set definition = refill.constraint_definition(constraint, named=false) -%}
    {%- set is_partitioned = config.get('meta')['load'] == 'facts' -%}
    {%- set tables = run_query(refill._partitions_without(relation, constraint.name)).columns[0].values() if is_partitioned else [relation] -%}
    {%- for table in tables %}
    alter table {{ table }} add constraint {{ name }} {{ definition }} not valid;
    alter table {{ table }} validate constraint {{ name }};
    {%- endfor %}
    {%- if is_partitioned %}
    alter table {{ relation }} add constraint {{ name }} {{ definition }};
    {%- endif %}
    comment on constraint {{ name }} on {{ relation }} is {{ refill.literal('refill: ' ~ definition) }}
{%- endmacro %}

{% macro _partitions_without(relation, name) -%}
    select cast(cast(part.inhrelid as regclass) as text)
    from pg_inherits as part
    where part.inhparent = to_regclass({{ refill.literal(relation) }})
        and not exists (
            select 1 from pg_constraint as held where held.conrelid = part.inhrelid and held.conname = {{ refill.literal(name) }}
        )
    order by 1
{%- endmacro %}

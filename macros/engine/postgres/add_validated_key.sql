{# Add a foreign key to a table with rows: not valid first, then validated. A partitioned table takes no such key before
   PostgreSQL 18, so each partition gets it, and the table then adopts theirs without another look. #}
{% macro postgres__add_validated_key(relation, constraint) -%}
    {%- set name = adapter.quote(constraint.name) -%}
    {%- set definition = refill.postgres__constraint_definition(constraint, named=false) -%}
    {%- set is_partitioned = config.get('meta')['load'] == 'facts' -%}
    {%- set tables = run_query(refill.postgres__partitions_without(relation, constraint.name)).columns[0].values() if is_partitioned else [relation] -%}
    {%- for table in tables %}
    alter table {{ table }} add constraint {{ name }} {{ definition }} not valid;
    alter table {{ table }} validate constraint {{ name }};
    {%- endfor %}
    {%- if is_partitioned %}
    alter table {{ relation }} add constraint {{ name }} {{ definition }};
    {%- endif %}
    comment on constraint {{ name }} on {{ relation }} is {{ refill.literal('refill: ' ~ definition) }}
{%- endmacro %}

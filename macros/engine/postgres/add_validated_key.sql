{# Add a foreign key to a table with rows: not valid first, then validated. A fact table takes it for all its parts at once, which
   looks at their rows as sets: parts that had it before would be adopted under a lock that keeps readers from the other table. #}
{% macro postgres__add_validated_key(relation, constraint) -%}
    {%- set name = adapter.quote(constraint.name) -%}
    {%- set definition = refill.postgres__constraint_definition(constraint, named=false) -%}
    {%- if config.get('meta')['load'] == 'facts' %}
    alter table {{ relation }} add constraint {{ name }} {{ definition }};
    {%- else %}
    alter table {{ relation }} add constraint {{ name }} {{ definition }} not valid;
    alter table {{ relation }} validate constraint {{ name }};
    {%- endif %}
    comment on constraint {{ name }} on {{ relation }} is {{ refill.literal('refill: ' ~ definition) }}
{%- endmacro %}

{# By the definitions in their comments: keys that refill did not make stay. #}
{% macro postgres__drop_foreign_keys(relation) -%}
    {%- set wanted = refill.postgres__contract_keys() -%}
    {%- for row in run_query(refill.postgres__held_keys(relation)).rows if wanted.get(row[0]) != row[1] -%}
        {% call statement('drop_constraint') -%}
            alter table {{ relation }} drop constraint {{ adapter.quote(row[0]) }}
        {%- endcall %}
        {% do refill.postgres__report_migration(relation, 'foreign key ' ~ row[0] ~ ' dropped') %}
    {%- endfor -%}
{%- endmacro %}

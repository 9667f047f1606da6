{# By the definitions in their comments: keys that refill did not make stay. #}
{% macro postgres__drop_foreign_keys(relation) -%}
    {%- set wanted = refill.postgres__contract_keys() -%}
    {%- set changed = [] -%}
    {%- for row in run_query(refill.postgres__held_keys(relation)).rows if wanted.get(row['name']) != row['definition'] -%}
        {%- do changed.append(row) -%}
    {%- endfor -%}
    {%- if changed -%}
        {% do refill.postgres__lock_for_change([relation] + (changed | map(attribute='parent') | unique | list)) %}
    {%- endif -%}
    {%- for key in changed -%}
        {% call statement('drop_constraint') -%}
            alter table {{ relation }} drop constraint {{ adapter.quote(key['name']) }}
        {%- endcall %}
        {% do refill.postgres__report_migration(relation, 'foreign key ' ~ key['name'] ~ ' dropped') %}
    {%- endfor -%}
    {%- if changed -%}
        {% do refill.postgres__commit_change(relation) %}
    {%- endif -%}
{%- endmacro %}

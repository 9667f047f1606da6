{# Make tables of the facts of small parts: staging is read once for all of them. #}
{% macro postgres__fill_parts(relation, parts, sql) -%}
    {%- set loading = refill.postgres__part_table(relation, 'loading') -%}
    {% call statement('main') -%}
        create table {{ loading }} (like {{ relation }}) partition by list (_part);
        {%- for part in parts %}
        create table {{ refill.postgres__part_table(relation, part) }} partition of {{ loading }} for values in ({{ part }});
        {%- endfor %}
        {{ refill.postgres__insert_facts(loading, parts, sql) }};
        {%- for part in parts %}
        alter table {{ loading }} detach partition {{ refill.postgres__part_table(relation, part) }};
        {%- endfor %}
        drop table {{ loading }}
    {%- endcall %}
{%- endmacro %}

{# Unlogged: after a crash of the server staging is made anew. #}
{% macro postgres__write_staging(relation, sql) -%}
    drop table if exists {{ relation }} cascade;
    create unlogged table {{ relation }} as
    {{ sql }}
{%- endmacro %}

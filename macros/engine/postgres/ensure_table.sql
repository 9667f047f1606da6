{# Fact tables are partitioned by batch. #}
{% macro postgres__ensure_table(relation) -%}
    {% call statement('lock', fetch_result=true) -%}
        select pg_advisory_xact_lock(hashtextextended({{ refill.literal('refill load ' ~ relation) }}, 0));
        select to_regclass({{ refill.literal(relation) }}) is null
    {%- endcall %}
    {%- set is_new = load_result('lock').table.rows[0][0] -%}
    {%- if is_new -%}
        {% call statement('create') -%}
            {{ refill.postgres__create_table(relation) }}
        {%- endcall -%}
    {%- else -%}
        {% do refill.postgres__migrate_table(relation) %}
    {%- endif -%}
    {{ return(is_new) }}
{%- endmacro %}

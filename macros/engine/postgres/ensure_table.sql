{# Fact tables are partitioned by batch. #}
{% macro postgres__ensure_table(relation) -%}
    {% call statement('lock') -%}
        select pg_advisory_xact_lock(hashtextextended({{ refill.literal('refill load ' ~ relation) }}, 0))
    {%- endcall %}
    {%- set is_new = run_query('select to_regclass(' ~ refill.literal(relation) ~ ') is null').rows[0][0] -%}
    {%- if is_new -%}
        {% call statement('create') -%}
            {{ refill.postgres__create_table(relation) }}
        {%- endcall -%}
    {%- else -%}
        {% do refill.postgres__migrate_table(relation) %}
    {%- endif -%}
    {{ return(is_new) }}
{%- endmacro %}

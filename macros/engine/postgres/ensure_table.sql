{# Fact tables are partitioned into parts. A change of a table that is there is committed by itself: no one can read the table
   until then, and its load may take long. #}
{% macro postgres__ensure_table(relation) -%}
    {%- set is_new = refill.postgres__lock_load(relation) -%}
    {%- if is_new -%}
        {% call statement('create') -%}
            {{ refill.postgres__create_table(relation) }}
        {%- endcall -%}
    {%- elif refill.postgres__migrate_table(relation) -%}
        {% do refill.postgres__commit_change(relation) %}
    {%- endif -%}
    {%- if config.get('meta')['load'] == 'facts' -%}
        {% do refill.postgres__ensure_indexes(relation) %}
    {%- endif -%}
    {{ return(is_new) }}
{%- endmacro %}

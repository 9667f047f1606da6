{# Commit a change of a table, and go on in a transaction of the same run. dbt leaves it to the driver to begin one, which does
   so once for a connection. #}
{% macro postgres__commit_change(relation) -%}
    {{ adapter.commit() }}
    {% call statement('begin') -%}
        begin
    {%- endcall %}
    {% call statement('join') -%}
        {{ refill.join_run() }}
    {%- endcall %}
    {% do refill.postgres__lock_load(relation) %}
{%- endmacro %}

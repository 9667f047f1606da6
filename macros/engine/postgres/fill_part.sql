{# Make a table of the facts of one part, with the columns of the fact table, by workers side by side. That takes `create table
   as`: an insert runs in one process. Columns that the model has no longer stay empty; the primary key comes later. #}
{% macro postgres__fill_part(relation, part, sql) -%}
    {%- set table = refill.postgres__part_table(relation, part) -%}
    {%- set columns = run_query(refill.postgres__columns_of(relation)).rows -%}
    {% call statement('main') -%}
        set local parallel_tuple_cost = 0;  -- the one process that collects the rows only writes them
        create table {{ table }} as
        select
            {%- for column in columns %}
            {%- set name = adapter.quote(column['name']) %}
            {%- set value = name if column['name'] in model.columns else 'null' %}
            cast({{ value }} as {{ column['type'] }}) {{ column['collation'] }} as {{ name }}{{ ',' if not loop.last }}
            {%- endfor %}
        from (
            {{ sql }}
        ) as rows_to_load
        where _part = {{ part }};
        {%- for column in columns if column['is_required'] %}
        alter table {{ table }} alter column {{ adapter.quote(column['name']) }} set not null;
        {%- endfor %}
    {%- endcall %}
{%- endmacro %}

{# Makes a table of one batch's facts, with the columns of the fact table, by workers side by side. That takes `create table as`:
   an insert runs in one process. Columns that the model has no longer stay empty; the primary key comes later. #}
{% macro create_partition(relation, batch, sql) -%}
    {%- set partition = refill.batch_partition(relation, batch) -%}
    {%- set columns = run_query(refill._columns_of(relation)).rows -%}
    {% call statement('main') -%}
        set local parallel_tuple_cost = 0;  -- what is left of a row for one process is to write it
        create table {{ partition }} as
        select
            {%- for column in columns %}
            {%- set name = adapter.quote(column['name']) %}
            cast({{ name if column['name'] in model.columns else 'null' }} as {{ column['type'] }}) {{ column['collation'] }} as {{ name }}{{ ',' if not loop.last }}
            {%- endfor %}
        from (
            {{ sql }}
        ) as rows_to_load
        where _batch_id = {{ batch }};
        {%- for column in columns if column['is_required'] %}
        alter table {{ partition }} alter column {{ adapter.quote(column['name']) }} set not null;
        {%- endfor %}
    {%- endcall %}
{%- endmacro %}

{# Those that a user has made required are so in each partition too. #}
{% macro _columns_of(relation) -%}
    select
        attname as name,
        format_type(atttypid, atttypmod) as type,
        case when attcollation <> 0 then 'collate ' || cast(cast(attcollation as regcollation) as text) else '' end as collation,
        attnotnull and attname not in ('_batch_id', '_row_number') as is_required
    from pg_attribute
    where attrelid = cast({{ refill.literal(relation) }} as regclass) and attnum > 0 and not attisdropped
    order by attnum
{%- endmacro %}

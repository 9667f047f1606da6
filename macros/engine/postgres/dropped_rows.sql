{# The facts of those batches whose raw rows were dropped, by batch and row, with file, sheet and, as one json object of texts
   `_raw`, what the files may have given. `rows`: a CTE that names those that are wanted by batch and row number. #}
{% macro postgres__dropped_rows(fact, columns, rows=none) -%}
{%- set names = [] -%}
{%- for column in columns -%}
    {%- do names.append(refill.literal(column)) -%}
{%- endfor -%}
select held._batch_id, held._row_number, batches.file as _file, batches.sheet as _sheet, held._raw
from {{ refill.ledger('dropped') }} as dropped
inner join {{ refill.ledger('batches') }} as batches on batches.batch_id = dropped.batch_id
cross join lateral (
    select
        _batch_id,
        _row_number,
        {{ refill.postgres__ledger_function('as_delivered') }}(
            to_jsonb(facts), to_jsonb(array[
                {{ refill.wrapped(names) | indent(16) }}
            ])
        ) as _raw
    from {{ fact }} as facts
    where facts._part = batches.part
        and facts._batch_id = dropped.batch_id
    {%- if rows %}
        and facts._row_number in (select {{ rows }}._row_number from {{ rows }} where {{ rows }}._batch_id = dropped.batch_id)
    {%- endif %}
    offset 0  -- reads the part of this batch, and no other
) as held
{%- if rows %}
where dropped.batch_id in (select {{ rows }}._batch_id from {{ rows }})
{%- endif %}
{%- endmacro %}

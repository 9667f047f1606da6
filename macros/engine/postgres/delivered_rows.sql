{# One scan of the part of each batch. #}
{% macro postgres__delivered_rows(raw, columns, rows) -%}
select delivered.*
from (
    select batch.batch_id, batch.part
    from {{ refill.ledger('batches') }} as batch
    where batch.batch_id in (select {{ rows }}._batch_id from {{ rows }})
) as named
cross join lateral (
    select
        _batch_id,
        _row_number,
        _file,
        _sheet,
        coalesce(_extra, '{}') || {{ refill.postgres__json_object(columns) | indent(8) }} as _raw
    from {{ raw }} as raw
    where raw._part = named.part
        and raw._batch_id = named.batch_id
        and raw._row_number in (
            select {{ rows }}._row_number
            from {{ rows }}
            where {{ rows }}._batch_id = named.batch_id
        )
    offset 0  -- reads the part of this batch, and no other
) as delivered
{%- set name = config.get('meta').get('fact') if execute %}
{%- if name %}
    {%- set fact = load_relation(api.Relation.create(database=target.database, schema=target.schema, identifier=name)) %}
    {%- if fact is not none %}
union all
{{ refill.postgres__dropped_rows(fact, columns, rows) }}
    {%- endif %}
{%- endif %}
{%- endmacro %}

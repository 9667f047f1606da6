{# A query for the rows of each batch that loads now: delivered, in the fact, in quarantine, superseded; and whether its raw rows
   were dropped. #}
{% macro postgres__rows_by_place(relation, domain) -%}
    {%- set staged = run_query(refill.postgres__batches_to_load(domain)).rows -%}
    {%- set batches = 'cast(array[' ~ staged | map(attribute='batch_id') | join(', ') ~ '] as bigint[])' -%}
    {%- set parts = 'cast(array[' ~ staged | map(attribute='part') | unique | join(', ') ~ '] as bigint[])' -%}
    select
        batch.batch_id,
        batch.rows - batch.rejected - batch.skipped as delivered,
        coalesce(facts.rows, 0) as loaded,
        coalesce(held.rows, 0) as held,
        coalesce(gone.rows, 0) as superseded,
        exists (select 1 from {{ refill.ledger('dropped') }} as dropped where dropped.batch_id = batch.batch_id) as is_dropped
    from {{ refill.ledger('batches') }} as batch
    left join (
        select _batch_id, count(*) as rows
        from {{ relation }}
        where _part = any({{ parts }}) and _batch_id = any({{ batches }})
        group by _batch_id
    ) as facts on facts._batch_id = batch.batch_id
    left join (
        select _batch_id, count(*) as rows
        from {{ refill.quarantine(domain) }}
        where _batch_id = any({{ batches }})
        group by _batch_id
    ) as held on held._batch_id = batch.batch_id
    left join (
        select batch_id, sum(rows) as rows
        from {{ refill.ledger('scopes') }}
        where batch_id = any({{ batches }}) and superseded_by is not null
        group by batch_id
    ) as gone on gone.batch_id = batch.batch_id
    where batch.batch_id = any({{ batches }})
    order by batch.batch_id
{%- endmacro %}

{# A query for the parts that get rows now: of the staged batches that are pending still, and of the rows that leave quarantine.
   One is large where it gets a tenth of the rows: so staging is read no more than twelve times. #}
{% macro postgres__parts_to_load(relation, domain) -%}
    with due as (
        select pending.part, pending.rows
        from {{ refill.ledger('staged') }} as staged
        inner join {{ refill.ledger('pending_batches') }} as pending on pending.batch_id = staged.batch_id
        where staged.domain = {{ refill.literal(domain) }}
        union all
        select batch.part, count(*)
        from {{ refill.quarantine(domain) }} as held
        inner join {{ refill.ledger('batches') }} as batch on batch.batch_id = held._batch_id
        where held._reasons is null
        group by batch.part
    )

    select
        due.part,
        part.is_shared,
        sum(due.rows) * 10 >= sum(sum(due.rows)) over () as is_large,
        exists (
            select 1
            from {{ refill.ledger('part_tables') }} as held
            where held.part = due.part and held.parent = to_regclass({{ refill.literal(relation) }})
        ) as is_there
    from due
    inner join {{ refill.ledger('parts') }} as part on part.part = due.part
    group by due.part, part.is_shared
    order by due.part
{%- endmacro %}

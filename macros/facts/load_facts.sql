{# The rows that load in this run: those of the staged batches that nothing keeps back, and those that leave quarantine. #}
{% macro load_facts(facts, quarantine, columns) -%}
select
    facts._batch_id,
    facts._row_number,
    {{ refill.column_lines(columns, 'facts.') | indent(4) }},
    facts._skipped,
    batches.part as _part
from {{ facts }} as facts
inner join {{ refill.ledger('batches') }} as batches on batches.batch_id = facts._batch_id
left join {{ quarantine }} as held on held._batch_id = facts._batch_id and held._row_number = facts._row_number
where case
    when held._batch_id is not null then held._reasons is null
    else facts._problems is null and facts._batch_id in (
        select staged.batch_id
        from {{ refill.ledger('staged') }} as staged
        inner join {{ refill.ledger('pending_batches') }} as pending on pending.batch_id = staged.batch_id
    )
end
{%- endmacro %}

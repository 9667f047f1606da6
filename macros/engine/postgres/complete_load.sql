{# The rows that are in the facts now leave quarantine, and the batches are written down as loaded. A row that nothing keeps in
   quarantine any more, and that staging does not have, stays there for the next load. #}
{% macro postgres__complete_load(relation, domain) -%}
    with gone as (
        delete from {{ refill.quarantine(domain) }} as held
        using {{ refill.ledger('batches') }} as batch, {{ relation }} as facts
        where held._reasons is null and batch.batch_id = held._batch_id
            and facts._part = batch.part and facts._batch_id = held._batch_id and facts._row_number = held._row_number
        returning 1
    )
    {{ refill.postgres__record_change(relation, "'returned'", 'count(*)') }} from gone having count(*) > 0;
    insert into {{ refill.ledger('loads') }} (batch_id, domain, invocation_id)
    select batch_id, {{ refill.literal(domain) }}, {{ refill.literal(invocation_id) }}
    from (
        {{ refill.postgres__batches_to_load(domain) }}
    ) as batches
{%- endmacro %}

{# The rows that have left quarantine leave it, and the batches are written down as loaded, with the number of their facts. #}
{% macro postgres__complete_load(relation, domain) -%}
    with gone as (
        delete from {{ refill.quarantine(domain) }} where _reasons is null
        returning 1
    )
    {{ refill.postgres__record_change(relation, "'returned'", 'count(*)') }} from gone having count(*) > 0;
    with loaded as (
        insert into {{ refill.ledger('loads') }} (batch_id, domain, invocation_id)
        select pending.batch_id, pending.domain, {{ refill.literal(invocation_id) }}
        from {{ refill.ledger('staged') }} as staged
        inner join {{ refill.ledger('pending_batches') }} as pending on pending.batch_id = staged.batch_id
        where staged.domain = {{ refill.literal(domain) }}
        returning 1
    )
    select count(*) from loaded
{%- endmacro %}

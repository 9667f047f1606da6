{# A query for the staged batches that are pending still. #}
{% macro postgres__batches_to_load(domain) -%}
    select staged.batch_id, pending.part
    from {{ refill.ledger('staged') }} as staged
    inner join {{ refill.ledger('pending_batches') }} as pending on pending.batch_id = staged.batch_id
    where staged.domain = {{ refill.literal(domain) }}
    order by staged.batch_id
{%- endmacro %}

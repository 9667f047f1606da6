{# A query for the staged batches that are pending still. One is large where it has a tenth of the rows: so staging is read no
   more than eleven times. #}
{% macro postgres__batches_to_load(domain) -%}
    select staged.batch_id, pending.rows * 10 >= sum(pending.rows) over () as is_large
    from {{ refill.ledger('staged') }} as staged
    inner join {{ refill.ledger('pending_batches') }} as pending on pending.batch_id = staged.batch_id
    where staged.domain = {{ refill.literal(domain) }}
    order by 1
{%- endmacro %}

{# How many loaded batches of a domain have no raw rows any more. #}
{% macro postgres__dropped_batches(domain) -%}
    select count(*)
    from {{ refill.ledger('dropped') }}
    where domain = {{ refill.literal(domain) }} and batch_id in (select batch_id from {{ refill.ledger('loads') }})
{%- endmacro %}

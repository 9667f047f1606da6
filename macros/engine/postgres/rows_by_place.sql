{# A query for the rows of a batch: delivered, in the fact, in quarantine, superseded; and whether its raw rows were dropped. #}
{% macro postgres__rows_by_place(relation, domain, batch) -%}
    select
        (select rows - rejected - skipped from {{ refill.ledger('batches') }} where batch_id = {{ batch }}),
        (select count(*) from {{ relation }} where _batch_id = {{ batch }}),
        (select count(*) from {{ refill.quarantine(domain) }} where _batch_id = {{ batch }}),
        (
            select coalesce(sum(rows), 0)
            from {{ refill.ledger('scopes') }}
            where batch_id = {{ batch }} and superseded_by is not null
        ),
        exists (select 1 from {{ refill.ledger('dropped') }} where batch_id = {{ batch }})
{%- endmacro %}

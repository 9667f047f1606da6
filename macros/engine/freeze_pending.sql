{# Writes down which batches of a domain are pending now: landed, and not loaded yet. #}
{% macro freeze_pending(domain) -%}
select pg_advisory_xact_lock(hashtextextended({{ refill.literal('refill stage ' ~ target.schema ~ '.' ~ domain) }}, 0));
delete from {{ refill.ledger('staged') }} where domain = {{ refill.literal(domain) }};
delete from {{ refill.ledger('staged_scopes') }} where domain = {{ refill.literal(domain) }};
insert into {{ refill.ledger('staged') }} (domain, batch_id)
select domain, batch_id
from {{ refill.ledger('batches') }}
where domain = {{ refill.literal(domain) }}
    and undone_at is null
    and batch_id not in (select batch_id from {{ refill.ledger('loads') }} where domain = {{ refill.literal(domain) }});
{%- if load_relation(refill.quarantine(domain)) is not none %}
delete from {{ refill.quarantine(domain) }}  -- what a run that did not finish has set aside is judged anew
where _batch_id in (select batch_id from {{ refill.ledger('staged') }} where domain = {{ refill.literal(domain) }});
{%- endif %}
{%- endmacro %}

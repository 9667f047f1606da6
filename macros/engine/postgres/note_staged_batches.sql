{# Under a lock of the domain. #}
{% macro postgres__note_staged_batches(domain, quarantine_inputs) -%}
{%- set set_aside = load_relation(refill.quarantine(domain)) -%}
select pg_advisory_xact_lock(hashtextextended({{ refill.literal('refill stage ' ~ target.schema ~ '.' ~ domain) }}, 0));
delete from {{ refill.ledger('staged') }} where domain = {{ refill.literal(domain) }};
delete from {{ refill.ledger('staged_scopes') }} where domain = {{ refill.literal(domain) }};
insert into {{ refill.ledger('staged') }} (domain, batch_id)
select domain, batch_id
from {{ refill.ledger('pending_batches') }}
where domain = {{ refill.literal(domain) }};
{%- if set_aside is not none %}
delete from {{ set_aside }}  -- what a run that did not finish has set aside is looked at again
where _batch_id in (select batch_id from {{ refill.ledger('staged') }} where domain = {{ refill.literal(domain) }});
{%- endif %}
{{ refill.postgres__note_quarantine_inputs(domain, quarantine_inputs, set_aside) }}
{%- endmacro %}

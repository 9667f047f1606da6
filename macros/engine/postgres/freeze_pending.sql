{# Writes down which batches of a domain are pending now. #}
{% macro freeze_pending(domain, quarantine_inputs) -%}
{%- set set_aside = load_relation(refill.quarantine(domain)) -%}
select pg_advisory_xact_lock(hashtextextended({{ refill.literal('refill stage ' ~ target.schema ~ '.' ~ domain) }}, 0));
delete from {{ refill.ledger('staged') }} where domain = {{ refill.literal(domain) }};
delete from {{ refill.ledger('staged_scopes') }} where domain = {{ refill.literal(domain) }};
insert into {{ refill.ledger('staged') }} (domain, batch_id)
select domain, batch_id
from {{ refill.ledger('pending_batches') }}
where domain = {{ refill.literal(domain) }};
{%- if set_aside is not none %}
delete from {{ set_aside }}  -- what a run that did not finish has set aside is judged anew
where _batch_id in (select batch_id from {{ refill.ledger('staged') }} where domain = {{ refill.literal(domain) }});
{%- endif %}
{{ refill._note_quarantine_inputs(domain, quarantine_inputs, set_aside) }}
{%- endmacro %}

{# Writes down the quarantine inputs of this run, of the reference tables `quarantine_inputs`, so that a later run knows
   whether the rows in quarantine must be judged anew. #}
{% macro _note_quarantine_inputs(domain, quarantine_inputs, set_aside) -%}
delete from {{ refill.ledger('quarantine_inputs') }} where domain = {{ refill.literal(domain) }};
insert into {{ refill.ledger('quarantine_inputs') }} (domain, invocation_id, inputs)
select {{ refill.literal(domain) }}, {{ refill.literal(invocation_id) }}, {{ refill.ledger('quarantine_inputs').include(database=false) }}(
    cast(array[{{ refill.literals(quarantine_inputs) }}] as text[]), {{ refill.literal(invocation_id) }}
)
where exists (select 1 from {{ refill.ledger('staged') }} where domain = {{ refill.literal(domain) }})
    {%- if set_aside is not none %}
    or exists (select 1 from {{ set_aside }})
    {%- endif %};
{%- endmacro %}

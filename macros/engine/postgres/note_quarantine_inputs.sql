{# Write down by which state of the reference tables `quarantine_inputs` the rows of this run are set aside, so that a later
   run knows whether those in quarantine must be looked at again. #}
{% macro postgres__note_quarantine_inputs(domain, quarantine_inputs, set_aside) -%}
delete from {{ refill.ledger('quarantine_inputs') }} where domain = {{ refill.literal(domain) }};
insert into {{ refill.ledger('quarantine_inputs') }} (domain, invocation_id, inputs)
select {{ refill.literal(domain) }}, {{ refill.literal(invocation_id) }}, {{ refill.postgres__ledger_function('quarantine_inputs') }}(
    cast(array[{{ refill.literals(quarantine_inputs) }}] as text[]), {{ refill.literal(invocation_id) }}
)
where exists (select 1 from {{ refill.ledger('staged') }} where domain = {{ refill.literal(domain) }})
    {%- if set_aside is not none %}
    or exists (select 1 from {{ set_aside }})
    {%- endif %};
{%- endmacro %}

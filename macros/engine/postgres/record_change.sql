{# Write to the ledger how many rows of a relation changed in which way, for the run's summary. #}
{% macro postgres__record_change(relation, change, rows) -%}
insert into {{ refill.ledger('changes') }} (invocation_id, relation, change, rows)
select {{ refill.literal(invocation_id) }}, {{ refill.literal(relation.schema ~ '.' ~ relation.identifier) }}, {{ change }}, {{ rows }}
{%- endmacro %}

{# The first statement of whatever writes: stops where this run does not hold the lock of the schema (any more). #}
{% macro join_run() -%}
    select {{ refill.ledger('join_run').include(database=false) }}({{ refill.literal(target.schema) }}, {{ refill.literal(invocation_id) }})
{%- endmacro %}

{# The decisions of stewards in force on the keys of a reference table, as rows of key, decision, content and target. #}
{% macro decisions_in_force(table) -%}
    {{ refill.ledger('decisions_in_force').include(database=false) }}({{ refill.literal(table) }})
{%- endmacro %}

{# What stewards have decided on the keys of a reference table, as rows of key, decision, content and target. #}
{% macro rulings(table) -%}
    {{ refill.ledger('rulings').include(database=false) }}({{ refill.literal(table) }})
{%- endmacro %}

{% macro postgres__decisions_in_force(table) -%}
    {{ refill.postgres__ledger_function('rulings') }}({{ refill.literal(table) }})
{%- endmacro %}

{% macro postgres__decisions_in_force(table) -%}
    {{ refill.postgres__ledger_function('decisions_in_force') }}({{ refill.literal(table) }})
{%- endmacro %}

{% macro postgres__replace_view(relation, sql) -%}
    select {{ refill.postgres__ledger_function('replace_view') }}({{ refill.literal(relation) }}, {{ refill.literal(sql) }})
{%- endmacro %}

{% macro postgres__join_run() -%}
    select {{ refill.postgres__ledger_function('join_run') }}({{ refill.literal(target.schema) }}, {{ refill.literal(invocation_id) }})
{%- endmacro %}

{# The ledger's function of this name reads the catalog. #}
{% macro postgres__schema_changes(schema, tables) -%}
    select * from {{ refill.postgres__ledger_function('schema_changes') }}({{ refill.literal(schema) }}, {{ refill.literal(tojson(tables)) }})
{%- endmacro %}

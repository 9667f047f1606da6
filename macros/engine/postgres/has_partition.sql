{# True if the fact table has a partition of the batch, an SQL expression. #}
{% macro postgres__has_partition(relation, batch) -%}
    {%- set schema = refill.postgres__batch_partition(relation, 0).schema -%}
    {{ refill.postgres__ledger_function('batch_partition') }}({{ refill.literal(schema) }}, {{ refill.literal(relation.identifier) }}, {{ batch }}) is not null
{%- endmacro %}

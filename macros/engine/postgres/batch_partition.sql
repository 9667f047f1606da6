{# The partition of a fact table that holds one batch. #}
{% macro batch_partition(relation, batch) -%}
    {{ return(refill.relation_in('partitions', relation.identifier ~ '_b' ~ batch)) }}
{%- endmacro %}

{# True if the fact table has a partition of the batch, an SQL expression. #}
{% macro has_partition(relation, batch) -%}
    {%- set schema = refill.batch_partition(relation, 0).schema -%}
    {{ refill.ledger('batch_partition').include(database=false) }}({{ refill.literal(schema) }}, {{ refill.literal(relation.identifier) }}, {{ batch }}) is not null
{%- endmacro %}

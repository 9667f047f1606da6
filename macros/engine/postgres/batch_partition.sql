{# The partition of a fact table that holds one batch. #}
{% macro batch_partition(relation, batch) -%}
    {{ return(api.Relation.create(
        database=relation.database, schema=target.schema ~ '_partitions', identifier=relation.identifier ~ '_b' ~ batch
    )) }}
{%- endmacro %}

{# The partition of a fact table that holds one batch. #}
{% macro postgres__batch_partition(relation, batch) -%}
    {{ return(refill.relation_in('partitions', relation.identifier ~ '_b' ~ batch)) }}
{%- endmacro %}

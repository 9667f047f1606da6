{# A query for those of the batches that have facts. #}
{% macro postgres__batches_in_fact(relation, batches) -%}
    select distinct batch_id
    from unnest(cast(array[{{ batches | join(', ') }}] as bigint[])) as batch_id
    where {{ refill.postgres__has_partition(relation, 'batch_id') }}
    order by 1
{%- endmacro %}

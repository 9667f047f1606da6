{# A query for those of the batches that have facts. #}
{% macro postgres__batches_in_fact(relation, batches) -%}
    select distinct batch_id
    from unnest(cast(array[{{ batches | join(', ') }}] as bigint[])) as batch_id
    where to_regclass({{ refill.literal((refill.postgres__batch_partition(relation, '') | string)[:-1]) }} || batch_id || '"') is not null
    order by 1
{%- endmacro %}

{# A query for the parts of a table that lack a constraint. #}
{% macro postgres__partitions_without(relation, name) -%}
    select cast(cast(part.inhrelid as regclass) as text)
    from pg_inherits as part
    where part.inhparent = to_regclass({{ refill.literal(relation) }})
        and not exists (
            select 1 from pg_constraint as held where held.conrelid = part.inhrelid and held.conname = {{ refill.literal(name) }}
        )
    order by 1
{%- endmacro %}

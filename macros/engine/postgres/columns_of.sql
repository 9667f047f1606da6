{# The columns of a table with type and collation. `is_required`: a user has made it so, and each part must follow. #}
{% macro postgres__columns_of(relation) -%}
    select
        attname as name,
        format_type(atttypid, atttypmod) as type,
        case when attcollation <> 0 then 'collate ' || cast(cast(attcollation as regcollation) as text) else '' end as collation,
        attnotnull and attname not in ('_batch_id', '_row_number', '_part') as is_required
    from pg_attribute
    where attrelid = cast({{ refill.literal(relation) }} as regclass) and attnum > 0 and not attisdropped
    order by attnum
{%- endmacro %}

{# The foreign keys that refill has made on a table: name, definition and the table that each points at. #}
{% macro postgres__held_keys(relation) -%}
    select
        conname as name,
        substr(obj_description(oid, 'pg_constraint'), char_length('refill: ') + 1) as definition,
        cast(cast(confrelid as regclass) as text) as parent
    from pg_constraint
    where conrelid = to_regclass({{ refill.literal(relation) }})
        and contype = 'f' and obj_description(oid, 'pg_constraint') like 'refill: %'
{%- endmacro %}

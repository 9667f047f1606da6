{# The foreign keys that refill has made on a table: name and definition. #}
{% macro postgres__held_keys(relation) -%}
    select conname, substr(obj_description(oid, 'pg_constraint'), char_length('refill: ') + 1)
    from pg_constraint
    where conrelid = to_regclass({{ refill.literal(relation) }})
        and contype = 'f' and obj_description(oid, 'pg_constraint') like 'refill: %'
{%- endmacro %}

{# A query for the names of the indexes that refill has made on a table because the YAML asks for them. #}
{% macro postgres__made_indexes(relation) -%}
    select cast(c.relname as text)
    from pg_index as i
    inner join pg_class as c on c.oid = i.indexrelid
    where i.indrelid = to_regclass({{ refill.literal(relation) }}) and c.relname ~ '^refill_[0-9a-f]{32}$'
    order by 1
{%- endmacro %}

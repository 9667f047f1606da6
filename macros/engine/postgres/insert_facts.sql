{# Insert the facts of these parts. #}
{% macro postgres__insert_facts(table, parts, sql) -%}
    insert into {{ table }} ({{ refill.quoted(model.columns.keys() | list) }})
    select {{ refill.quoted(model.columns.keys() | list) }} from (
        {{ sql }}
    ) as rows_to_load
    where _part = any(cast(array[{{ parts | join(', ') }}] as bigint[]))
{%- endmacro %}

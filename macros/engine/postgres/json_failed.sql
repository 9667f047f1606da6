{% macro postgres__json_failed(document, list) -%}
    (
        select string_agg(item.value ->> 'name', ', ' order by item.ordinality)
        from jsonb_array_elements({{ document }} -> {{ refill.literal(list) }}) with ordinality as item
        where item.value ->> 'ok' = 'false'
    )
{%- endmacro %}

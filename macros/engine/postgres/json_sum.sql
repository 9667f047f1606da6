{% macro postgres__json_sum(document, list, field) -%}
    (
        select cast(coalesce(sum(cast(item.value ->> {{ refill.literal(field) }} as bigint)), 0) as bigint)
        from jsonb_array_elements({{ document }} -> {{ refill.literal(list) }}) as item
    )
{%- endmacro %}

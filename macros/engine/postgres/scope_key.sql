{% macro postgres__scope_key(columns, prefix) -%}
    cast(jsonb_build_object(
    {%- for column in columns -%}
        {{ refill.literal(column) }}, {{ prefix }}{{ adapter.quote(column) }}{{ ', ' if not loop.last }}
    {%- endfor -%}
    ) as text)
{%- endmacro %}

{# A function takes a hundred arguments. #}
{% macro postgres__skipped_object(texts) -%}
jsonb_strip_nulls(
    {%- for group in texts.items() | batch(45) -%}
    {{ ' || ' if not loop.first }}jsonb_build_object(
    {%- for name, text in group %}
    {{ refill.literal(name) }}, {{ text | indent(4) }}{{ ',' if not loop.last }}
    {%- endfor %}
)
    {%- endfor -%}
)
{%- endmacro %}

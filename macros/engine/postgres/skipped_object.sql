{% macro postgres__skipped_object(texts) -%}
jsonb_strip_nulls(jsonb_build_object(
    {%- for name, text in texts.items() %}
    {{ refill.literal(name) }}, {{ text | indent(4) }}{{ ',' if not loop.last }}
    {%- endfor %}
))
{%- endmacro %}

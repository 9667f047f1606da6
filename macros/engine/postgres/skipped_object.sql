{% macro postgres__skipped_object(columns) -%}
    jsonb_strip_nulls(jsonb_build_object(
    {%- for column in columns %}
        {{ refill.literal(column.name) }}, case when
        {%- for pattern in column.skip %} {{ refill.text_column(column) }} like {{ refill.like_pattern(pattern) }}{{ ' or' if not loop.last }}
        {%- endfor %} then {{ refill.text_column(column) }} end{{ ',' if not loop.last }}
    {%- endfor %}
    ))
{%- endmacro %}

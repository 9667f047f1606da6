{# A json object of columns under their own names, without the fields that are null. #}
{% macro postgres__json_object(columns, prefix) -%}
    jsonb_strip_nulls(
    {%- for batch in columns | batch(45) %}
        {{ '|| ' if not loop.first }}jsonb_build_object(
        {%- for column in batch %}
            {{ refill.literal(column) }}, {{ prefix }}{{ adapter.quote(column) }}{{ ',' if not loop.last }}
        {%- endfor %}
        )
    {%- endfor %}
    )
{%- endmacro %}

{% macro postgres__names_where(conditions) -%}
    array_remove(cast(array[
    {%- for column, condition in conditions %}
        case when {{ condition }} then {{ refill.literal(column) }} end{{ ',' if not loop.last }}
    {%- endfor %}
    ] as text[]), null)
{%- endmacro %}

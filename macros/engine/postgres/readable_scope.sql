{% macro postgres__readable_scope(scope, row='staging') -%}
    ({{ row }}._problems is null or not string_to_array({{ row }}._problems, e'\n') && array[
    {%- for column in scope %}
        {{ refill.literal('type:' ~ column) }}, {{ refill.literal('long_key:' ~ column) }}{{ ',' if not loop.last }}
    {%- endfor %}
    ])
{%- endmacro %}

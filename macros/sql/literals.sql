{# Text values as SQL literals joined by commas. #}
{% macro literals(values) -%}
    {%- for value in values -%}
        {{ refill.literal(value) }}{{ ', ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{# Texts as one constant. #}
{% macro postgres__text_array(texts) -%}
    cast(array[
    {%- for text in texts %}{{ refill.literal(text) }}{{ ', ' if not loop.last }}{% endfor -%}
    ] as text[])
{%- endmacro %}

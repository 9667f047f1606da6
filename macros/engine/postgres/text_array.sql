{# Texts as one constant. #}
{% macro postgres__text_array(texts) -%}
    {%- set given = [] -%}
    {%- for text in texts -%}
        {%- do given.append(refill.literal(text)) -%}
    {%- endfor -%}
    {{ return('array[' ~ given | join(', ') ~ ']' if given else 'cast(array[] as text[])') }}
{%- endmacro %}

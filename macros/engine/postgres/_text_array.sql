{# Texts as one constant. #}
{% macro _text_array(texts) -%}
    {%- set given = [] -%}
    {%- for text in texts -%}
        {%- do given.append(refill.literal(text)) -%}
    {%- endfor -%}
    {{ return('cast(array[' ~ given | join(', ') ~ '] as text[])') }}
{%- endmacro %}

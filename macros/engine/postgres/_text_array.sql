{# Texts as one constant; there is at least one. #}
{% macro _text_array(texts) -%}
    {%- set given = [] -%}
    {%- for text in texts -%}
        {%- do given.append(refill.literal(text)) -%}
    {%- endfor -%}
    {{ return('array[' ~ given | join(', ') ~ ']') }}
{%- endmacro %}

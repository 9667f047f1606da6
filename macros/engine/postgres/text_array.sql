{# Texts as one constant; there is at least one. #}
{% macro postgres__text_array(texts) -%}
    {%- set given = [] -%}
    {%- for text in texts -%}
        {%- do given.append(refill.literal(text)) -%}
    {%- endfor -%}
    {{ return('array[' ~ given | join(', ') ~ ']') }}
{%- endmacro %}

{# What a column's text says, or null where there is none or only a null token. #}
{% macro text_behind(column, null_tokens) -%}
    {%- set text = refill.text_column(column) -%}
    {{ return(refill.given_text(text, column, null_tokens) if refill.keeps_text(column) else text) }}
{%- endmacro %}

{% macro postgres__given_text(text, column, null_tokens) -%}
    {%- if refill.is_compared(column) -%}
        {{ return(refill._compared_value(text, column, null_tokens, [])) }}
    {%- endif -%}
    {{ return(refill._value_function('text', [text, refill._with_blank(null_tokens)])) }}
{%- endmacro %}

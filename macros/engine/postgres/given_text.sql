{% macro postgres__given_text(text, column, null_tokens) -%}
    {%- if refill.is_compared(column) -%}
        {{ return(refill.postgres__compared_value(text, column, null_tokens, [])) }}
    {%- endif -%}
    {{ return(refill.postgres__value_function('text', [text, refill.postgres__with_blank(null_tokens)])) }}
{%- endmacro %}

{# A text as it is compared, or as it is where it is not; null where there is none, or only a null token. #}
{% macro given_text(text, column, null_tokens=[]) -%}
    {{ return(adapter.dispatch('given_text', 'refill')(text, column, null_tokens)) }}
{%- endmacro %}

{% macro postgres__given_text(text, column, null_tokens) -%}
    {%- if refill.is_compared(column) -%}
        {{ return(refill._compared_value(text, column, null_tokens, [])) }}
    {%- endif -%}
    {{ return(refill.value_function('text', [text, refill._with_blank(null_tokens)])) }}
{%- endmacro %}

{# Whether a column's texts are compared with others, and so folded. #}
{% macro is_compared(column) -%}
    {{ return(column.key or column.case or column.skip) }}
{%- endmacro %}

{# The null tokens as a column's texts are compared: in its case, and `null` where there are none. #}
{% macro null_texts(column, null_tokens) -%}
    {%- for token in null_tokens -%}
        {{ refill.fold(refill.literal(token), column.case) if column.case else refill.literal(token) }}{{ ', ' if not loop.last }}
    {%- else -%}
        null
    {%- endfor -%}
{%- endmacro %}

{# A text that is compared, as its value: folded, in the case of its column; null for a null token and for a text to skip. #}
{% macro postgres__compared_value(text, column, null_tokens, skips) -%}
    {%- set case = refill.literal(column.case) if column.case else 'null' -%}
    {%- set globs = refill.postgres__text_array(skips) if skips else 'null' -%}
    {{ return(refill.postgres__value_function('compared', [text, case, refill.postgres__with_blank(null_tokens), globs])) }}
{%- endmacro %}

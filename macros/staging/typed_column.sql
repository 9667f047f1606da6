{# A text of `folded` as its column's value: null for null tokens, for skipped keys and for a text that is no value of its type. #}
{% macro typed_column(column, null_tokens) -%}
{%- set text = refill.text_column(column) -%}
{%- if refill.keeps_raw_text(column) -%}
{{ refill.try_cast_raw(text, column.type, ([''] + null_tokens) | unique | list) }}
{%- elif not (refill.keeps_text(column) or column.key or column.case) -%}
{{ text }}
{%- else -%}
case
    when {{ text }} in ({{ refill.null_texts(column, null_tokens) }}) then null
    {%- for pattern in column.skip or [] %}
    when {{ text }} like {{ refill.like_pattern(pattern) }} then null
    {%- endfor %}
    else {{ refill.try_cast(text, column.type) }}
end
{%- endif -%}
{%- endmacro %}

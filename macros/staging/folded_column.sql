{# A raw column as text: folded where it is compared; as it is where only its value counts, and elsewhere as it is, or null
   where it is a null token. #}
{% macro folded_column(column, null_tokens) -%}
    {%- set raw = adapter.quote(column.name) -%}
    {%- if refill.keeps_raw_text(column) -%}
        {{ raw }}
    {%- elif refill.keeps_text(column) or column.key or column.case -%}
        nullif({{ refill.fold(raw, column.case) }}, '')
    {%- else -%}
        {{ refill.without_null_tokens(raw, null_tokens) }}
    {%- endif -%}
{%- endmacro %}

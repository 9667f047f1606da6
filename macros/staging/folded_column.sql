{# A raw column as text: folded where it is typed or compared; as it is elsewhere, or null where it is a null token. #}
{% macro folded_column(column, null_tokens) -%}
    {%- set raw = adapter.quote(column.name) -%}
    {%- if refill.keeps_text(column) or column.key or column.case -%}
        nullif({{ refill.fold(raw, column.case) }}, '')
    {%- else -%}
        case when {{ refill.fold(raw) }} in ({{ refill.null_texts(column, null_tokens) }}) then null else {{ raw }} end
    {%- endif -%}
{%- endmacro %}

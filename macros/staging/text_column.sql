{# The name under which staging keeps a column's text beside its value: the column's own where the two are one. #}
{% macro text_column(column) -%}
    {{ return(adapter.quote(column.name ~ ' text' if refill.keeps_text(column) else column.name)) }}
{%- endmacro %}

{# True if a column's text says more than its value: typed columns, and keys that skip some texts. #}
{% macro keeps_text(column) -%}
    {{ return(column.type.kind != 'text' or column.skip is defined) }}
{%- endmacro %}

{# True if a column's text is kept as the file has it: only a text that makes no sense as a value is folded. #}
{% macro keeps_raw_text(column) -%}
    {{ return(column.type.kind != 'text' and column.skip is not defined and column.case is not defined) }}
{%- endmacro %}

{# A column's text, or null where there is none or only a null token. #}
{% macro given_text(column, null_tokens) -%}
    {%- set text = refill.text_column(column) -%}
    {{ return(refill.without_null_tokens(text, ([''] + null_tokens) | unique | list) if refill.keeps_raw_text(column) else text) }}
{%- endmacro %}

{# A text that `folded` keeps beside a value, for `typed`: as it is, or without null tokens where it is folded. #}
{% macro kept_text(column, null_tokens) -%}
    {%- set text = refill.text_column(column) -%}
    {%- if refill.keeps_raw_text(column) -%}
        {{ text }}
    {%- else -%}
        case when {{ text }} in ({{ refill.null_texts(column, null_tokens) }}) then null else {{ text }} end as {{ text }}
    {%- endif -%}
{%- endmacro %}

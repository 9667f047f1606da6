{# The name under which staging keeps a column's text as the file has it: the column's own where its value says as much. #}
{% macro text_column(column) -%}
    {{ return(adapter.quote(column.name ~ ' text' if refill.keeps_text(column) else column.name)) }}
{%- endmacro %}

{# True if a column's text says more than its value: typed columns, and keys that skip some texts. #}
{% macro keeps_text(column) -%}
    {{ return(column.type.kind != 'text' or column.skip is defined) }}
{%- endmacro %}

{# What a column's text says, or null where there is none or only a null token. #}
{% macro text_behind(column, null_tokens) -%}
    {%- set text = refill.text_column(column) -%}
    {{ return(refill.given_text(text, column, null_tokens) if refill.keeps_text(column) else text) }}
{%- endmacro %}

{# The name under which staging keeps a column's text beside its value: the column's own where the two are one. #}
{% macro text_column(column) -%}
    {{ return(adapter.quote(column.name ~ ' text' if refill.keeps_text(column) else column.name)) }}
{%- endmacro %}

{# Whether a column's text says more than its value: typed columns, and keys that skip some texts. #}
{% macro keeps_text(column) -%}
    {{ return(column.type.kind != 'text' or column.skip is defined) }}
{%- endmacro %}

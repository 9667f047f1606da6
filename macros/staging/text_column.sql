{# The name under which staging keeps a column's text as the file has it: the column's own where its value says as much; a field
   of the whole row where there are too many columns to have each twice. #}
{% macro text_column(column) -%}
    {%- if not refill.keeps_text(column) -%}
        {{ return(adapter.quote(column.name)) }}
    {%- elif column.in_row -%}
        {{ return(refill.field_of(adapter.quote('raw row'), column.name)) }}
    {%- endif -%}
    {{ return(adapter.quote(column.name ~ ' text')) }}
{%- endmacro %}

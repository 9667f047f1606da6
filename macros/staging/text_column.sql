{# The name under which staging keeps a column's text as the file has it: the column's own where its value says as much. #}
{% macro text_column(column) -%}
    {{ return(adapter.quote(column.name ~ ' text' if refill.keeps_text(column) else column.name)) }}
{%- endmacro %}

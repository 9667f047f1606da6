{# True if a column's text says more than its value: typed columns, and keys that skip some texts. #}
{% macro keeps_text(column) -%}
    {{ return(column.type.kind != 'text' or column.skip is defined) }}
{%- endmacro %}

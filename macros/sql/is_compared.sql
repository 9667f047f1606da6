{# True if a column's texts are compared with others, and so folded. #}
{% macro is_compared(column) -%}
    {{ return(column.key or column.case or column.skip) }}
{%- endmacro %}

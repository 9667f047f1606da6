{# Columns as a query sorts by them: texts by code point, so that the order is the same in every database. #}
{% macro by_code_point(columns) -%}
    {%- for column in columns -%}
        {{ column }} collate "C"{{ ', ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

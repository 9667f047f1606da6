{% macro postgres__by_code_point(columns) -%}
    {%- for column in columns -%}
        {{ column }} collate "C"{{ ', ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

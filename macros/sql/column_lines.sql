{# Columns of a select list, quoted, one a line, each behind `prefix` where one is given. #}
{% macro column_lines(columns, prefix='') -%}
    {%- for column in columns -%}
        {{ prefix }}{{ adapter.quote(column) }}{{ ',\n' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

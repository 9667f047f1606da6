{# Equality of two lists of columns, pair by pair. #}
{% macro same_key(left, left_columns, right, right_columns) -%}
    {%- for column in left_columns -%}
        {{ left }}.{{ adapter.quote(column) }} = {{ right }}.{{ adapter.quote(right_columns[loop.index0]) }}
        {{- ' and ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

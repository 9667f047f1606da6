{# Column names quoted and joined by commas, each behind `prefix` where one is given. #}
{% macro quoted(columns, prefix='') -%}
    {%- for column in columns -%}
        {{ prefix }}{{ adapter.quote(column) }}{{ ', ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

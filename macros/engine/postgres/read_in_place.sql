{% macro postgres__read_in_place() -%}
    {{ return('not materialized') }}
{%- endmacro %}

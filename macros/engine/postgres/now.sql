{% macro postgres__now() -%}
    current_timestamp
{%- endmacro %}

{% macro postgres__json_field(object, name) -%}
    {{ object }} ->> {{ name }}
{%- endmacro %}

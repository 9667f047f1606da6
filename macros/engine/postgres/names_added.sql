{% macro postgres__names_added(names, more) -%}
    {{ names }} || {{ more }}
{%- endmacro %}

{% macro postgres__is_listed(name, names) -%}
    {{ name }} = any({{ names }})
{%- endmacro %}

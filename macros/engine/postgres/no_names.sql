{% macro postgres__no_names() -%}
    {{ return('cast(array[] as text[])') }}
{%- endmacro %}

{% macro postgres__whole_row(relation) -%}
    {{ return(relation) }}
{%- endmacro %}

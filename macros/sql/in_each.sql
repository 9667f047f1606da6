{# A column in each of several rows, as a list of expressions. #}
{% macro in_each(rows, column) -%}
    {%- set values = [] -%}
    {%- for row in rows -%}
        {%- do values.append(row ~ '.' ~ adapter.quote(column)) -%}
    {%- endfor -%}
    {{ return(values) }}
{%- endmacro %}

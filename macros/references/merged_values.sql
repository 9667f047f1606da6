{# The values that a column has under the parents that its own were merged into. #}
{% macro merged_values(column, parents) -%}
    {%- set values = [] -%}
    {%- for parent in parents if column in parent.columns -%}
        {%- do values.append(adapter.quote('merged ' ~ (parents.index(parent) + 1)) ~ '.' ~ adapter.quote('into ' ~ column)) -%}
    {%- endfor -%}
    {{ return(values) }}
{%- endmacro %}

{# The candidates that feed a column, each as [its name in a query, how it feeds the column]. #}
{% macro candidates_with(candidates, column) -%}
    {%- set found = [] -%}
    {%- for candidate in candidates -%}
        {%- set row = 'c' ~ loop.index -%}
        {%- for fed in candidate.columns if fed.target == column -%}
            {%- do found.append([row, fed]) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}

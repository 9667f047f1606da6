{# The columns that any candidate feeds, or feeds in the way named. #}
{% macro fed_columns(candidates, take=none) -%}
    {%- set names = [] -%}
    {%- for candidate in candidates -%}
        {%- for column in candidate.columns if column.target not in names and (take is none or column.take == take) -%}
            {%- do names.append(column.target) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(names) }}
{%- endmacro %}

{# The candidates that fill nulls of rows that exist. #}
{% macro filling(candidates) -%}
    {%- set found = [] -%}
    {%- for candidate in candidates if 'fill_null_only' in candidate.modes -%}
        {%- do found.append(candidate) -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}

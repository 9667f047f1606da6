{# The derived columns of `row`, with those that the facts fill. #}
{% macro names_gained(row, fed, values) -%}
    {%- set gained = [] -%}
    {%- for column in fed -%}
        {%- do gained.append([column, row ~ '.' ~ adapter.quote(column) ~ ' is null and ' ~ values ~ '.' ~ adapter.quote(column) ~ ' is not null']) -%}
    {%- endfor -%}
    {{ return(refill.names_added(row ~ '._derived_columns', refill.names_where(gained))) }}
{%- endmacro %}

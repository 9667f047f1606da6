{% macro postgres__names_where(conditions) -%}
    {%- set names = [] -%}
    {%- for column, condition in conditions -%}
        {%- do names.append('case when ' ~ condition ~ ' then ' ~ refill.literal(column) ~ ' end') -%}
    {%- endfor -%}
array_remove(cast(array[
    {{ refill.wrapped(names, 145) | indent(4) }}
] as text[]), null)
{%- endmacro %}

{# The names of those columns for which a condition holds, as the list that `_derived_columns` keeps.

   `conditions` is a list of [column, condition]. #}
{% macro names_where(conditions) -%}
    {{ return(adapter.dispatch('names_where', 'refill')(conditions)) }}
{%- endmacro %}

{% macro postgres__names_where(conditions) -%}
    {%- set names = [] -%}
    {%- for column, condition in conditions -%}
        {%- do names.append('case when ' ~ condition ~ ' then ' ~ refill.literal(column) ~ ' end') -%}
    {%- endfor -%}
array_remove(cast(array[
    {{ refill.wrapped(names, 145) | indent(4) }}
] as text[]), null)
{%- endmacro %}

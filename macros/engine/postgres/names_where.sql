{# The names of those columns for which a condition holds, as the list that `_derived_columns` keeps.

   `conditions` is a list of [column, condition]. #}
{% macro names_where(conditions) -%}
    {{ return(adapter.dispatch('names_where', 'refill')(conditions)) }}
{%- endmacro %}

{% macro postgres__names_where(conditions) -%}
    array_remove(cast(array[
    {%- for column, condition in conditions %}
        case when {{ condition }} then {{ refill.literal(column) }} end{{ ',' if not loop.last }}
    {%- endfor %}
    ] as text[]), null)
{%- endmacro %}

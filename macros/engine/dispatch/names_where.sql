{# The names of those columns for which a condition holds, as the list that `_derived_columns` keeps.

   `conditions` is a list of [column, condition]. #}
{% macro names_where(conditions) -%}
    {{ return(adapter.dispatch('names_where', 'refill')(conditions)) }}
{%- endmacro %}

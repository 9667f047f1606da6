{# A subquery on the values of the row of `held` that came from facts: `_derived_columns`, those columns that its source leaves null, and
   `_conflicts`, the values that its source has otherwise. Cells: lists of a column, its value in the source and in `held`, texts. #}
{% macro values_of_facts(cells) -%}
    {{ return(adapter.dispatch('values_of_facts', 'refill')(cells)) }}
{%- endmacro %}

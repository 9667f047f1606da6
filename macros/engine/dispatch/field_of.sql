{# A column of a row that `whole_row` has made a value. #}
{% macro field_of(row, column) -%}
    {{ return(adapter.dispatch('field_of', 'refill')(row, column)) }}
{%- endmacro %}

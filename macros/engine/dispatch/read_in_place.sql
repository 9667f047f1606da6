{# The hint by which a CTE is only a name: the engine reads what it selects from, by its indexes, wherever it is named. #}
{% macro read_in_place() -%}
    {{ return(adapter.dispatch('read_in_place', 'refill')()) }}
{%- endmacro %}

{# A list of names with those of another list behind. #}
{% macro names_added(names, more) -%}
    {{ return(adapter.dispatch('names_added', 'refill')(names, more)) }}
{%- endmacro %}

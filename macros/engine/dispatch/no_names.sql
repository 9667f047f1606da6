{# An empty list of names. #}
{% macro no_names() -%}
    {{ return(adapter.dispatch('no_names', 'refill')()) }}
{%- endmacro %}

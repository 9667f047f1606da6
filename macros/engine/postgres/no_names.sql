{# An empty list of names. #}
{% macro no_names() -%}
    {{ return(adapter.dispatch('no_names', 'refill')()) }}
{%- endmacro %}

{% macro postgres__no_names() -%}
    {{ return('cast(array[] as text[])') }}
{%- endmacro %}

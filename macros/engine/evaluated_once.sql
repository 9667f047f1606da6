{# Closes a subquery so that its expressions are evaluated once, however often the query around it names them. #}
{% macro evaluated_once() -%}
    {{ return(adapter.dispatch('evaluated_once', 'refill')()) }}
{%- endmacro %}

{% macro default__evaluated_once() -%}
{%- endmacro %}

{% macro postgres__evaluated_once() -%}
    offset 0
{%- endmacro %}

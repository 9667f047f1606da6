{# Closes a subquery so that its expressions are evaluated once, however often the query around it names them. A quoted 0 is
   a bigint from the start: with a number that has to be converted first, PostgreSQL's workers may not read the subquery. #}
{% macro evaluated_once() -%}
    {{ return(adapter.dispatch('evaluated_once', 'refill')()) }}
{%- endmacro %}

{% macro default__evaluated_once() -%}
{%- endmacro %}

{% macro postgres__evaluated_once() -%}
    offset '0'
{%- endmacro %}

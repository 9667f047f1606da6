{# The end of a subquery whose expressions are to be evaluated once, however often the query around it names them. #}
{% macro evaluated_once() -%}
    {{ return(adapter.dispatch('evaluated_once', 'refill')()) }}
{%- endmacro %}

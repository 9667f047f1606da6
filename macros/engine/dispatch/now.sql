{# The moment at which the transaction began. #}
{% macro now() -%}
    {{ return(adapter.dispatch('now', 'refill')()) }}
{%- endmacro %}

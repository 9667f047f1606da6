{# The seconds from one moment to another. #}
{% macro seconds_between(first, last) -%}
    {{ return(adapter.dispatch('seconds_between', 'refill')(first, last)) }}
{%- endmacro %}

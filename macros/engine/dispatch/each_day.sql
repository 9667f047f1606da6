{# In a select list: a row for each day from the first to the last. #}
{% macro each_day(first, last) -%}
    {{ return(adapter.dispatch('each_day', 'refill')(first, last)) }}
{%- endmacro %}

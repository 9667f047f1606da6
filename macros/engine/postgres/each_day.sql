{# In a select list: a row for each day from the first to the last. #}
{% macro each_day(first, last) -%}
    {{ return(adapter.dispatch('each_day', 'refill')(first, last)) }}
{%- endmacro %}

{% macro postgres__each_day(first, last) -%}
    cast(generate_series(cast({{ first }} as timestamp), cast({{ last }} as timestamp), interval '1 day') as date)
{%- endmacro %}

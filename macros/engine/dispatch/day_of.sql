{# The day of a moment in a time zone. #}
{% macro day_of(moment, timezone) -%}
    {{ return(adapter.dispatch('day_of', 'refill')(moment, timezone)) }}
{%- endmacro %}

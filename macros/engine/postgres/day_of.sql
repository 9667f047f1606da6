{# The day of a moment in a time zone. #}
{% macro day_of(moment, timezone) -%}
    {{ return(adapter.dispatch('day_of', 'refill')(moment, timezone)) }}
{%- endmacro %}

{% macro postgres__day_of(moment, timezone) -%}
    cast({{ moment }} at time zone {{ refill.literal(timezone) }} as date)
{%- endmacro %}

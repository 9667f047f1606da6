{% macro postgres__day_of(moment, timezone) -%}
    cast({{ moment }} at time zone {{ refill.literal(timezone) }} as date)
{%- endmacro %}

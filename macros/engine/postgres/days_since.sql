{# How many days ago a moment was. #}
{% macro days_since(moment) -%}
    {{ refill.seconds_between(moment, 'current_timestamp') }} / 86400
{%- endmacro %}

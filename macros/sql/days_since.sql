{# How many days ago a moment was. #}
{% macro days_since(moment) -%}
    {{ refill.seconds_between(moment, refill.now()) }} / 86400
{%- endmacro %}

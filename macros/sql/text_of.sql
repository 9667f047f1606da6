{# A value as text. #}
{% macro text_of(value) -%}
    cast({{ value }} as {{ refill.sql_type('text') }})
{%- endmacro %}

{# A value of `type` as a text. #}
{% macro as_text(value, type) -%}
    {{ return(refill.typed(value, 'text', type)) }}
{%- endmacro %}

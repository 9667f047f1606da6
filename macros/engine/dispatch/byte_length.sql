{# The bytes that a text has in UTF-8. #}
{% macro byte_length(text) -%}
    {{ return(adapter.dispatch('byte_length', 'refill')(text)) }}
{%- endmacro %}

{# One field of a json object as text. #}
{% macro json_text(object, field) -%}
    {{ return(adapter.dispatch('json_text', 'refill')(object, field)) }}
{%- endmacro %}

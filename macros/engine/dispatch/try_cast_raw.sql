{# A raw text as a value of `type`, or null where it is none or a null token. #}
{% macro try_cast_raw(value, type, null_tokens) -%}
    {{ return(adapter.dispatch('try_cast_raw', 'refill')(value, type, null_tokens)) }}
{%- endmacro %}

{# A text as it is compared, or as it is where it is not; null where there is none, or only a null token. #}
{% macro given_text(text, column, null_tokens=[]) -%}
    {{ return(adapter.dispatch('given_text', 'refill')(text, column, null_tokens)) }}
{%- endmacro %}

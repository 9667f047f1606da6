{# A text as it is, or null where it folds to one of the null tokens. #}
{% macro without_null_tokens(value, null_tokens) -%}
    {{ return(adapter.dispatch('without_null_tokens', 'refill')(value, null_tokens)) }}
{%- endmacro %}

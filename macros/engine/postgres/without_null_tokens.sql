{# A text as it is, or null where it folds to one of the null tokens. #}
{% macro without_null_tokens(value, null_tokens) -%}
    {{ return(adapter.dispatch('without_null_tokens', 'refill')(value, null_tokens)) }}
{%- endmacro %}

{% macro postgres__without_null_tokens(value, null_tokens) -%}
    {{ refill.ledger('without_null_tokens').include(database=false) }}({{ value }}, {{ refill.text_array(null_tokens) }})
{%- endmacro %}

{# Texts as one constant. #}
{% macro text_array(texts) -%}
    cast(array[
    {%- for text in texts %}{{ refill.literal(text) }}{{ ', ' if not loop.last }}{% endfor -%}
    ] as text[])
{%- endmacro %}

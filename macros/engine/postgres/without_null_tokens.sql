{% macro postgres__without_null_tokens(value, null_tokens) -%}
    {{ refill.postgres__ledger_function('without_null_tokens') }}({{ value }}, {{ refill.postgres__text_array(null_tokens) }})
{%- endmacro %}

{# A folded text, or null where it is a null token. #}
{% macro without_null_tokens(value, null_tokens) -%}
    case when {{ value }} in ({{ refill.literals(null_tokens) }}) then null else {{ value }} end
{%- endmacro %}

{# True if a row of `staged_keys` is a key of these columns. #}
{% macro is_key_of(columns) -%}
    {{ return(adapter.dispatch('is_key_of', 'refill')(columns)) }}
{%- endmacro %}

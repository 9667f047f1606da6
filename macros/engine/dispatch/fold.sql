{# The one folding of keys (docs/configuration.md, "Keys"): whatever compares keys compares this. #}
{% macro fold(value, case=none) -%}
    {{ return(adapter.dispatch('fold', 'refill')(value, case)) }}
{%- endmacro %}

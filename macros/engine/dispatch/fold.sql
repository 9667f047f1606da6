{# The one folding of keys (docs/configuration.md, "Keys"): whatever compares keys compares what this gives. #}
{% macro fold(value, case=none) -%}
    {{ return(adapter.dispatch('fold', 'refill')(value, case)) }}
{%- endmacro %}

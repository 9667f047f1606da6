{# The one folding of keys (docs/configuration.md, "Keys"): all comparisons of keys compare folded texts. #}
{% macro fold(value, case=none) -%}
    {{ return(adapter.dispatch('fold', 'refill')(value, case)) }}
{%- endmacro %}

{# The one folding of keys (docs/configuration.md, "Keys"): all comparisons of keys compare folded texts. #}
{% macro fold(value, case=none) -%}
    {{ return(adapter.dispatch('fold', 'refill')(value, case)) }}
{%- endmacro %}

{% macro postgres__fold(value, case) -%}
    {%- set function = refill.ledger('fold').include(database=false) -%}
    {%- set folded = function ~ '(' ~ value ~ ')' -%}
    {{ return(function ~ '(' ~ case ~ '(' ~ folded ~ ' collate "C"))' if case else folded) }}
{%- endmacro %}

{% macro postgres__fold(value, case) -%}
    {%- set function = refill.postgres__ledger_function('fold') -%}
    {%- set folded = function ~ '(' ~ value ~ ')' -%}
    {{ return(function ~ '(' ~ case ~ '(' ~ folded ~ ' collate "C"))' if case else folded) }}
{%- endmacro %}

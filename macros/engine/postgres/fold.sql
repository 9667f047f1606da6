{% macro postgres__fold(value, case) -%}
    {{ return(refill.postgres__ledger_function('fold') ~ '(' ~ value ~ (', ' ~ refill.literal(case) if case else '') ~ ')') }}
{%- endmacro %}

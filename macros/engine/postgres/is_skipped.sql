{% macro postgres__is_skipped(text, globs) -%}
    {{ return(refill.postgres__ledger_function('is_skipped') ~ '(' ~ text ~ ',\n        ' ~ refill.postgres__text_array(globs) ~ ')') }}
{%- endmacro %}

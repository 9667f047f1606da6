{% macro postgres__is_skipped(text, globs) -%}
    {{ return(refill.postgres__ledger_function('is_skipped') ~ '(' ~ text ~ ', ' ~ refill._text_array(globs) ~ ')') }}
{%- endmacro %}

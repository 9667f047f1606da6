{% macro postgres__try_cast_raw(value, type, null_tokens) -%}
    {%- set tokens = refill.postgres__text_array(null_tokens) -%}
    {%- set refolded = refill.postgres__ledger_function('refolded') ~ '(' ~ value ~ ', ' ~ tokens ~ ')' -%}
case
    when {{ value }} is null or {{ value }} in ({{ refill.literals(null_tokens) }}) then null
    else coalesce({{ refill.try_cast(value, type) }}, {{ refill.try_cast(refolded, type) }})
end
{%- endmacro %}

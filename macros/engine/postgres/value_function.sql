{# A call of one of the functions in python/refill/database/sql/values.sql. #}
{% macro postgres__value_function(name, arguments) -%}
    {{ return(refill.postgres__ledger_function(name ~ '_value') ~ '(' ~ arguments | join(', ') ~ ')') }}
{%- endmacro %}

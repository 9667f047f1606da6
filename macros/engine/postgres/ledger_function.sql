{# The name of a function of the ledger's schema. #}
{% macro postgres__ledger_function(name) -%}
    {{ return(refill.ledger(name).include(database=false) | string) }}
{%- endmacro %}

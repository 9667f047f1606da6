{# Put the rows of a fact model into its table, batch by batch, with all that the ledger says of them. #}
{% macro write_facts(relation, sql) -%}
    {{ return(adapter.dispatch('write_facts', 'refill')(relation, sql)) }}
{%- endmacro %}

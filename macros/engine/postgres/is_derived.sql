{# Whether a column's value in a row of the table came from the facts, and not from an authoritative source. #}
{% macro is_derived(column, row) -%}
    {{ return(adapter.dispatch('is_derived', 'refill')(column, row)) }}
{%- endmacro %}

{% macro postgres__is_derived(column, row) -%}
    {{ refill.is_listed(refill.literal(column), row ~ '._derived_columns') }}
{%- endmacro %}

{# That a row has values that were derived. #}
{% macro has_derived(row) -%}
    {{ return(adapter.dispatch('has_derived', 'refill')(row)) }}
{%- endmacro %}

{% macro postgres__has_derived(row) -%}
    cardinality({{ row }}._derived_columns) > 0
{%- endmacro %}

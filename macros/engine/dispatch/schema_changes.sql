{# A query for how tables of one schema differ from their contracts: table_name, change, name, held, wanted and problem.
   Tables: as `described_table` returns them. #}
{% macro schema_changes(schema, tables) -%}
    {{ return(adapter.dispatch('schema_changes', 'refill')(schema, tables)) }}
{%- endmacro %}

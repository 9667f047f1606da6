{# Put the rows of a quarantine model into its table by batch and row; one that is there already gets its new reasons. #}
{% macro write_quarantine(relation, sql) -%}
    {{ return(adapter.dispatch('write_quarantine', 'refill')(relation, sql)) }}
{%- endmacro %}

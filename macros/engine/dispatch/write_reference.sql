{# Put the rows of a reference model into its table by key. A derived key that is there already stays as it is. #}
{% macro write_reference(relation, sql) -%}
    {{ return(adapter.dispatch('write_reference', 'refill')(relation, sql)) }}
{%- endmacro %}

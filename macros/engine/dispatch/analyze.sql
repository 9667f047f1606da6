{# A statement that has the engine count these columns of a table, for its plans. #}
{% macro analyze(relation, columns) -%}
    {{ return(adapter.dispatch('analyze', 'refill')(relation, columns)) }}
{%- endmacro %}

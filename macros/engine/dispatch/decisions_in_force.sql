{# A relation with the decisions of stewards on the keys of a reference table: key, decision, content and target. #}
{% macro decisions_in_force(table) -%}
    {{ return(adapter.dispatch('decisions_in_force', 'refill')(table)) }}
{%- endmacro %}

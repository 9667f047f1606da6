{# Two lists of conflicts as one; null where both are null. #}
{% macro both_conflicts(some, more) -%}
    {{ return(adapter.dispatch('both_conflicts', 'refill')(some, more)) }}
{%- endmacro %}

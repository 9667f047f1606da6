{# True if a name is among the names of a list. #}
{% macro is_listed(name, names) -%}
    {{ return(adapter.dispatch('is_listed', 'refill')(name, names)) }}
{%- endmacro %}

{# That a name is among the names of a list. #}
{% macro is_listed(name, names) -%}
    {{ return(adapter.dispatch('is_listed', 'refill')(name, names)) }}
{%- endmacro %}

{% macro postgres__is_listed(name, names) -%}
    {{ name }} = any({{ names }})
{%- endmacro %}

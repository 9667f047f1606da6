{# The field of a json object as text that a column names. #}
{% macro json_field(object, name) -%}
    {{ return(adapter.dispatch('json_field', 'refill')(object, name)) }}
{%- endmacro %}

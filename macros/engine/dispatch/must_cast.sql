{# A text as a value of `type`; where it is none, the database's own error says so. #}
{% macro must_cast(value, type) -%}
    {{ return(adapter.dispatch('must_cast', 'refill')(value, type)) }}
{%- endmacro %}

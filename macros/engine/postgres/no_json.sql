{# A null of the json type. #}
{% macro no_json() -%}
    {{ return(adapter.dispatch('no_json', 'refill')()) }}
{%- endmacro %}

{% macro postgres__no_json() -%}
    cast(null as jsonb)
{%- endmacro %}

{# The names of the objects in a list of a json document whose `ok` is false, joined by commas; null where there are none. #}
{% macro json_failed(document, list) -%}
    {{ return(adapter.dispatch('json_failed', 'refill')(document, list)) }}
{%- endmacro %}

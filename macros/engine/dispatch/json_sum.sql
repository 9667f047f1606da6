{# The sum of a field over the objects of a list in a json document; 0 where there is no such list. #}
{% macro json_sum(document, list, field) -%}
    {{ return(adapter.dispatch('json_sum', 'refill')(document, list, field)) }}
{%- endmacro %}

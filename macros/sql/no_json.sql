{# A null of the kind json. #}
{% macro no_json() -%}
    {{ refill.null_of('json') }}
{%- endmacro %}

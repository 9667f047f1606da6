{# A null of a kind. #}
{% macro null_of(kind) -%}
    cast(null as {{ refill.sql_type(kind) }})
{%- endmacro %}

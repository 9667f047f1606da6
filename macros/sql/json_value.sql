{# One field of a json object as a value of a type: {'kind', 'precision', 'scale'}. #}
{% macro json_value(object, field, type) -%}
    cast({{ refill.json_text(object, field) }} as {{ refill.sql_type(refill.kind_of(type)) }})
{%- endmacro %}

{# One field of a json object as a value of `type`: {'kind', 'precision', 'scale'}. #}
{% macro json_value(object, field, type) -%}
    {%- set plain = {'month': 'date', 'integer': 'bigint', 'numeric': 'numeric(' ~ type.precision ~ ', ' ~ type.scale ~ ')'} -%}
    cast({{ refill.json_text(object, field) }} as {{ plain.get(type.kind, type.kind) }})
{%- endmacro %}

{% macro postgres__json_text(object, field) -%}
    {{ object }} ->> {{ refill.literal(field) }}
{%- endmacro %}

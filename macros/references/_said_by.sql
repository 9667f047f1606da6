{# A column in the sources of these names, as arguments; a null where there are none. #}
{% macro _said_by(names, column) -%}
    {%- for name in names -%}
        {{ adapter.quote(name) }}.{{ adapter.quote(column) }}{{ ', ' if not loop.last }}
    {%- else -%}
        null
    {%- endfor -%}
{%- endmacro %}

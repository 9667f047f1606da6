{# True if more than one of the sources of these names has the row. #}
{% macro _in_several(names, key) -%}
    {%- for name in names -%}
        case when {{ adapter.quote(name) }}.{{ adapter.quote(key) }} is null then 0 else 1 end{{ ' + ' if not loop.last }}
    {%- endfor %} > 1
{%- endmacro %}

{# True if a row has a key, and the reference table joined for it has no such row. #}
{% macro unresolved(key, facts) -%}
    {%- for column in key.columns -%}
        {{ facts }}.{{ adapter.quote(column) }} is not null and {% endfor -%}
    {{ adapter.quote(key.name) }}.{{ adapter.quote(key['keys'][0]) }} is null
{%- endmacro %}

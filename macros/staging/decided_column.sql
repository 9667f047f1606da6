{# A looked-up column, or its value under the key that its own was merged into. #}
{% macro decided_column(column, foreign_keys) -%}
    {%- set values = [] -%}
    {%- for key in foreign_keys if column.name in key.columns -%}
        {%- do values.append(adapter.quote('into ' ~ column.name ~ ' of ' ~ key.name)) -%}
    {%- endfor -%}
    {%- if values -%}
        coalesce({{ values | join(', ') }}, {{ adapter.quote(column.name) }}) as {{ adapter.quote(column.name) }}
    {%- else -%}
        {{ adapter.quote(column.name) }}
    {%- endif -%}
{%- endmacro %}

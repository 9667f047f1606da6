{% macro postgres__authoritative_value(text, column) -%}
    {%- set value = refill.column_value(text, column) -%}
    {%- if column.type.kind in ('text', 'json') -%}
        {{ return(value) }}
    {%- endif -%}
    {%- set size = '(' ~ column.type.precision ~ ', ' ~ column.type.scale ~ ')' -%}
    {%- set type = {'month': 'date', 'integer': 'bigint', 'numeric': 'numeric' ~ size}.get(column.type.kind, column.type.kind) -%}
    {{ return('coalesce(' ~ value ~ ', cast(' ~ refill.given_text(text, dict(column, key=true)) ~ ' as ' ~ type ~ '))') }}
{%- endmacro %}

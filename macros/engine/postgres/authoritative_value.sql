{% macro postgres__authoritative_value(text, column) -%}
    {%- set value = refill.column_value(text, column) -%}
    {%- if column.type.kind in ('text', 'json') -%}
        {{ return(value) }}
    {%- endif -%}
    {%- set type = refill.sql_type(refill.kind_of(column.type)) -%}
    {%- set read = 'cast(' ~ refill.given_text(text, dict(column, key=true)) ~ ' as ' ~ type ~ ')' -%}
    {{ return('coalesce(\n    ' ~ value ~ ',\n    ' ~ read ~ '\n)') }}
{%- endmacro %}

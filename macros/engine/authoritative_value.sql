{# A text of a source as the value of its column; where it is none, the database reads it, or says in an error of its own that
   it cannot. `refill sync` lets none of those in; a seed may have one. #}
{% macro authoritative_value(text, column) -%}
    {{ return(adapter.dispatch('authoritative_value', 'refill')(text, column)) }}
{%- endmacro %}

{% macro postgres__authoritative_value(text, column) -%}
    {%- set value = refill.column_value(text, column) -%}
    {%- if column.type.kind in ('text', 'json') -%}
        {{ return(value) }}
    {%- endif -%}
    {%- set size = '(' ~ column.type.precision ~ ', ' ~ column.type.scale ~ ')' -%}
    {%- set type = {'month': 'date', 'integer': 'bigint', 'numeric': 'numeric' ~ size}.get(column.type.kind, column.type.kind) -%}
    {{ return('coalesce(' ~ value ~ ', cast(' ~ refill.given_text(text, dict(column, key=true)) ~ ' as ' ~ type ~ '))') }}
{%- endmacro %}

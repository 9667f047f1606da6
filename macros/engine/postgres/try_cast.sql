{% macro postgres__try_cast(value, type) -%}
    {%- if type.kind == 'text' -%}
        {{ return(value) }}
    {%- endif -%}
    {%- set function = refill.postgres__ledger_function('try_' ~ type.kind) -%}
    {%- if type.kind == 'numeric' -%}
        {%- set size = type.precision ~ ', ' ~ type.scale -%}
        {{ return('cast(' ~ function ~ '(' ~ value ~ ', ' ~ size ~ ') as numeric(' ~ size ~ '))') }}
    {%- endif -%}
    {{ return(function ~ '(' ~ value ~ ')') }}
{%- endmacro %}

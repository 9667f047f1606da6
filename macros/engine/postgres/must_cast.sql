{% macro postgres__must_cast(value, type) -%}
    {%- if type.kind == 'text' -%}
        {{ return(value) }}
    {%- elif type.kind == 'json' -%}
        {{ return('cast(' ~ value ~ ' as jsonb)') }}
    {%- endif -%}
    {%- set plain = {'month': 'date', 'integer': 'bigint'}.get(type.kind, type.kind) -%}
    {{ return('coalesce(' ~ refill.try_cast(value, type) ~ ', cast(' ~ value ~ ' as ' ~ plain ~ '))') }}
{%- endmacro %}

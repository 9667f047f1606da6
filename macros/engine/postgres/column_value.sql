{% macro postgres__column_value(text, column, null_tokens) -%}
    {%- set kind = column.type.kind -%}
    {%- if kind == 'text' and refill.is_compared(column) -%}
        {{ return(refill.postgres__compared_value(text, column, null_tokens, column.skip)) }}
    {%- elif kind == 'text' and null_tokens -%}
        {{ return(refill.postgres__value_function('text', [text, refill.postgres__text_array(null_tokens)])) }}
    {%- elif kind == 'text' -%}
        {{ return('nullif(' ~ text ~ ", '')") }}
    {%- elif kind == 'json' -%}
        {{ return(refill.postgres__value_function('jsonb', [text])) }}
    {%- endif -%}
    {%- set size = [column.type.precision, column.type.scale] if kind == 'numeric' else [] -%}
    {%- set reading = 'comma_' ~ kind if column.decimal == ',' else kind -%}
    {%- set value = refill.postgres__value_function(reading, [text, refill.postgres__with_blank(null_tokens)] + size) -%}
    {%- if size -%}
        {%- set value = 'cast(' ~ value ~ ' as numeric(' ~ size | join(', ') ~ '))' -%}
    {%- endif -%}
    {%- if column.case or column.skip -%}
        {%- set read = refill.postgres__compared_value(text, column, null_tokens, column.skip) -%}
        {{ return('case when ' ~ read ~ ' is not null then ' ~ value ~ ' end') }}
    {%- endif -%}
    {{ return(value) }}
{%- endmacro %}

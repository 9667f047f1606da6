{% macro postgres__column_value(text, column, null_tokens) -%}
    {%- set kind = column.type.kind -%}
    {%- if kind == 'text' and refill.is_compared(column) -%}
        {{ return(refill._compared_value(text, column, null_tokens, column.skip)) }}
    {%- elif kind == 'text' and null_tokens -%}
        {{ return(refill._value_function('text', [text, refill._text_array(null_tokens)])) }}
    {%- elif kind == 'text' -%}
        {{ return('nullif(' ~ text ~ ", '')") }}
    {%- elif kind == 'json' -%}
        {{ return(refill._value_function('jsonb', [text])) }}
    {%- endif -%}
    {%- set size = [column.type.precision, column.type.scale] if kind == 'numeric' else [] -%}
    {%- set value = refill._value_function(kind, [text, refill._with_blank(null_tokens)] + size) -%}
    {%- if size -%}
        {%- set value = 'cast(' ~ value ~ ' as numeric(' ~ size | join(', ') ~ '))' -%}
    {%- endif -%}
    {%- if column.case or column.skip -%}
        {%- set read = refill._compared_value(text, column, null_tokens, column.skip) -%}
        {{ return('case when ' ~ read ~ ' is not null then ' ~ value ~ ' end') }}
    {%- endif -%}
    {{ return(value) }}
{%- endmacro %}

{% macro _compared_value(text, column, null_tokens, skips) -%}
    {%- set case = refill.literal(column.case) if column.case else 'null' -%}
    {%- set globs = refill._text_array(skips) if skips else 'null' -%}
    {{ return(refill._value_function('compared', [text, case, refill._with_blank(null_tokens), globs])) }}
{%- endmacro %}

{# The null tokens and a blank, which is none of them only where a text is kept as it is. #}
{% macro _with_blank(null_tokens) -%}
    {{ return(refill._text_array(([''] + null_tokens) | unique | list)) }}
{%- endmacro %}

{# A call of one of the functions in python/refill/database/sql/values.sql. #}
{% macro _value_function(name, arguments) -%}
    {{ return(refill.postgres__ledger_function(name ~ '_value') ~ '(' ~ arguments | join(', ') ~ ')') }}
{%- endmacro %}

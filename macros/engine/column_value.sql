{# A text as the value of its column: null where it is a null token, one to skip, or none of the column's type. The one way in
   which models read a text; python/refill/database/values.py is its twin.

   Column: {'type': {'kind', …}, 'key': compared with others after folding, 'case', 'skip': [globs]}. #}
{% macro column_value(text, column, null_tokens=[]) -%}
    {{ return(adapter.dispatch('column_value', 'refill')(text, column, null_tokens)) }}
{%- endmacro %}

{% macro postgres__column_value(text, column, null_tokens) -%}
    {%- set kind = column.type.kind -%}
    {%- if kind == 'text' and refill.is_compared(column) -%}
        {{ return(refill._compared_value(text, column, null_tokens, column.skip)) }}
    {%- elif kind == 'text' and null_tokens -%}
        {{ return(refill.value_function('text', [text, refill.text_array(null_tokens)])) }}
    {%- elif kind == 'text' -%}
        {{ return('nullif(' ~ text ~ ", '')") }}
    {%- elif kind == 'json' -%}
        {{ return(refill.value_function('jsonb', [text])) }}
    {%- endif -%}
    {%- set size = [column.type.precision, column.type.scale] if kind == 'numeric' else [] -%}
    {%- set value = refill.value_function(kind, [text, refill._with_blank(null_tokens)] + size) -%}
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
    {%- set globs = refill.text_array(skips) if skips else 'null' -%}
    {{ return(refill.value_function('compared', [text, case, refill._with_blank(null_tokens), globs])) }}
{%- endmacro %}

{# The null tokens and a blank, which is none of them only where a text is kept as it is. #}
{% macro _with_blank(null_tokens) -%}
    {{ return(refill.text_array(([''] + null_tokens) | unique | list)) }}
{%- endmacro %}

{# A call of one of the functions in python/refill/database/sql/values.sql. #}
{% macro value_function(name, arguments) -%}
    {{ return(refill.ledger(name ~ '_value').include(database=false) ~ '(' ~ arguments | join(', ') ~ ')') }}
{%- endmacro %}

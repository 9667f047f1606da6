{# A folded text as a value of `type`, or null where it is none: a bad value never stops a batch.

   `type` is {'kind': text | month | date | timestamp | integer | numeric | boolean, 'precision': …, 'scale': …}. #}
{% macro try_cast(value, type) -%}
    {{ return(adapter.dispatch('try_cast', 'refill')(value, type)) }}
{%- endmacro %}

{% macro postgres__try_cast(value, type) -%}
    {%- if type.kind == 'text' -%}
        {{ return(value) }}
    {%- endif -%}
    {%- set function = refill.ledger('try_' ~ type.kind).include(database=false) -%}
    {%- if type.kind == 'numeric' -%}
        {%- set size = type.precision ~ ', ' ~ type.scale -%}
        {{ return('cast(' ~ function ~ '(' ~ value ~ ', ' ~ size ~ ') as numeric(' ~ size ~ '))') }}
    {%- endif -%}
    {{ return(function ~ '(' ~ value ~ ')') }}
{%- endmacro %}

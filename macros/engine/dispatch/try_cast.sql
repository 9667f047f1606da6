{# A folded text as a value of `type`, or null where it is none: a bad value never stops a batch.

   `type` is {'kind': text | month | date | timestamp | integer | numeric | boolean, 'precision': …, 'scale': …}. #}
{% macro try_cast(value, type) -%}
    {{ return(adapter.dispatch('try_cast', 'refill')(value, type)) }}
{%- endmacro %}

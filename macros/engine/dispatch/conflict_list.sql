{# The values of a row that two origins give differently, as a json list of objects with column_name, kept, kept_from, other
   and other_from; null where there are none.

   Pairs: [column, value that is kept, its origin, other value, its origin]; all but the column are SQL expressions. #}
{% macro conflict_list(pairs) -%}
    {{ return(adapter.dispatch('conflict_list', 'refill')(pairs)) }}
{%- endmacro %}

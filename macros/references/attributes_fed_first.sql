{# The columns besides the keys: first those that candidates feed, in the table's order. #}
{% macro attributes_fed_first(columns, keys, candidates) -%}
    {%- set attributes = columns.keys() | reject('in', keys) | list -%}
    {%- set fed = refill.fed_columns(candidates) -%}
    {{ return(attributes | select('in', fed) | list + attributes | reject('in', fed) | list) }}
{%- endmacro %}

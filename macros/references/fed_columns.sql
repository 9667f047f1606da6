{# The columns that any candidate feeds, or feeds in the way named. #}
{% macro fed_columns(candidates, take=none) -%}
    {%- set names = [] -%}
    {%- for candidate in candidates -%}
        {%- for column in candidate.columns if column.target not in names and (take is none or column.take == take) -%}
            {%- do names.append(column.target) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(names) }}
{%- endmacro %}

{# The columns besides the keys: first those that candidates feed, in the table's order. #}
{% macro attributes_fed_first(columns, keys, candidates) -%}
    {%- set attributes = columns.keys() | reject('in', keys) | list -%}
    {%- set fed = refill.fed_columns(candidates) -%}
    {{ return(attributes | select('in', fed) | list + attributes | reject('in', fed) | list) }}
{%- endmacro %}

{# The authoritative rows of a reference table: keys folded, texts typed. Rows without a key are left out.

   A value that is none of its type stops the run: `refill sync` lets none in, a seed may have one.
   Columns: {name: {'kind', …}}; `source_columns` maps a column to the name it has in `source`, where that differs. #}
{% macro land_reference(source, keys, columns, source_columns={}, cases={}) -%}
select
    {%- for column, type in columns.items() %}
    {%- set text = adapter.quote(source_columns.get(column, column)) %}
    {%- set described = {'type': type, 'key': column in keys or column in cases, 'case': cases.get(column)} %}
    {{ refill.authoritative_value(text, described) }} as {{ adapter.quote(column) }}{{ ',' if not loop.last }}
    {%- endfor %}
from {{ source }}
where
    {%- for key in keys %}
    {{ refill.given_text(adapter.quote(source_columns.get(key, key)), {'key': true, 'case': cases.get(key)}) }} is not null
    {{- ' and' if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{# The authoritative rows of a reference table: keys folded, texts typed. Rows without a key are left out.

   A value that is none of its type stops the run: `refill sync` lets none in, a seed may have one.
   Columns: {name: {'kind', …}}; `source_columns` maps a column to the name it has in `source`, where that differs. #}
{% macro land_reference(source, keys, columns, source_columns={}, cases={}) -%}
select
    {%- for column, type in columns.items() %}
    {%- set text = adapter.quote(source_columns.get(column, column)) %}
    {%- if column in keys or column in cases %}
    {{ refill.must_cast('nullif(' ~ refill.fold(text, cases.get(column)) ~ ", '')", type) }} as {{ adapter.quote(column) }}
    {%- elif type.kind in ('text', 'json') %}
    {{ refill.must_cast('nullif(' ~ text ~ ", '')", type) }} as {{ adapter.quote(column) }}
    {%- else %}
    {{ refill.must_cast('nullif(' ~ refill.fold(text) ~ ", '')", type) }} as {{ adapter.quote(column) }}
    {%- endif %}
    {{- ',' if not loop.last }}
    {%- endfor %}
from {{ source }}
where
    {%- for key in keys %}
    nullif({{ refill.fold(adapter.quote(source_columns.get(key, key)), cases.get(key)) }}, '') is not null
    {{- ' and' if not loop.last }}
    {%- endfor %}
{%- endmacro %}

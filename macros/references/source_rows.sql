{# The rows of all sources, one per key: each value from the first source that has one, under the parent that its own was merged
   into. Where there are several origins, `_conflicts` lists what a later source says otherwise; `_decided`: nothing but a
   decision has the key; `_derived`: how the row that was decided on had been derived. #}
{% macro source_rows(authoritative, columns, parents) -%}
{%- set keys = authoritative['keys'] -%}
{%- set rows = [] -%}
{%- for source in authoritative.sources -%}
    {%- do rows.append(refill.source_name(source)) -%}
{%- endfor -%}
select
    {%- for column in authoritative.columns %}
    {%- set values = refill.merged_values(column, parents) + ([adapter.quote(column)] if column in keys else refill.in_each(rows, column)) %}
    {{ refill.named(refill.first_of(values), column) }}{{ ',' if not loop.last }}
    {%- endfor %}
    {%- if refill.may_conflict(authoritative) %},
    {{ refill._is_decided(authoritative) }} as _decided,
    {{ refill._derived_once(authoritative) }},
    {{ refill.source_conflicts(authoritative, rows) | indent(4) }} as _conflicts
    {%- endif %}
from {{ rows[0] }}
{%- for row in rows[1:] %}
full join {{ row }} using ({{ refill.quoted(keys) }})
{%- endfor %}
{{- refill.merged_parents(columns, parents, keys, rows) }}
{%- endmacro %}

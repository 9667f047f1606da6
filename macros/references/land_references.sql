{# The authoritative rows of a reference table with several sources, one per key: each value from the first source that
   has one. `_conflicts` lists what a later source says otherwise; `_decided`: nothing but a decision has the key;
   `_derived`: how the row that was decided on had been derived.

   Sources, first the one that goes before: {'name', 'source', 'columns': {column: its name there}}, or
   {'name', 'decisions_on': table} for the rows that stewards have approved. #}
{% macro land_references(sources, keys, columns, cases={}) -%}
{%- set names = sources | map(attribute='name') | list -%}
{%- set given = sources | rejectattr('decisions_on', 'defined') | map(attribute='name') | list -%}
with
{%- for origin in sources %}
{{ adapter.quote(origin.name) }} as (
    {%- if origin.decisions_on %}
    {%- set decided = dict(columns, _derived={'kind': 'json'}) %}
    {{ refill.land_reference(refill.approved_rows(origin.decisions_on, decided), keys, decided, {}, cases) | indent(4) }}
    {%- else %}
    {{ refill.land_reference(origin.source, keys, columns, origin.get('columns', {}), cases) | indent(4) }}
    {%- endif %}
){{ ',' if not loop.last }}
{% endfor %}
select
    {%- for column in columns %}
    {{ refill._first_said(sources, column) }} as {{ adapter.quote(column) }},
    {%- endfor %}
    coalesce({{ refill._said_by(given, keys[0]) }}) is null as _decided,
    {% for origin in sources if origin.decisions_on %}{{ adapter.quote(origin.name) }}._derived{% else %}{{ refill.no_json() }} as _derived{% endfor %},
    case when {{ refill._in_several(names, keys[0]) }} then {{ refill.conflict_list(refill._contradictions(sources, columns.keys() | reject('in', keys))) | indent(4) }} end as _conflicts
from {{ adapter.quote(names[0]) }}
{%- for name in names[1:] %}
{%- set before = sources[:loop.index] %}
full join {{ adapter.quote(name) }}
    on {% for key in keys %}{{ adapter.quote(name) }}.{{ adapter.quote(key) }} = {{ refill._first_said(before, key) }}{{ ' and ' if not loop.last }}{% endfor %}
{%- endfor %}
{%- endmacro %}

{# A column's value in the first of the sources that has one. #}
{% macro _first_said(sources, column) -%}
    {%- set said = refill._said(sources, column) -%}
    {{ 'coalesce(' ~ said | join(', ') ~ ')' if said[1:] else said[0] }}
{%- endmacro %}

{# The expressions of a column in all sources. #}
{% macro _said(sources, column) -%}
    {%- set values = [] -%}
    {%- for given in sources -%}
        {%- do values.append(adapter.quote(given.name) ~ '.' ~ adapter.quote(column)) -%}
    {%- endfor -%}
    {{ return(values) }}
{%- endmacro %}

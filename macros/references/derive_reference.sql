{# The rows that a reference table gains or changes in this run, one per key; `_change` says which change it is:

   inserted   a key that the table lacks: from the authoritative source, else derived from the facts
   promoted   a derived row that the authoritative source now has
   updated    an authoritative row whose source changed
   restored   a retired key that the source has again
   filled     a row whose nulls the facts fill
   retired    a key that the source no longer has (strategy full_replace)

   `_conflicts` lists the values of a row that domains, rows or sources give differently.

   Columns: {name: type}. Candidates, in order of precedence: {'name', 'facts', 'domain', 'keys', 'modes',
   'columns': [{'target', 'take', …}]}. Parents: {'table': relation or none for the table itself, 'columns', 'keys'}. #}
{% macro derive_reference(columns, keys, authoritative=none, candidates=[], parents=[]) -%}
{%- set candidates = refill.staged_candidates(candidates) -%}
{%- set attributes = columns.keys() | reject('in', keys) | list -%}
{%- set own_parents = parents | rejectattr('table') | list if authoritative is not none else [] -%}
{%- set contested = config.get('meta')['contested'] -%}
with {{ 'recursive' if own_parents }}
{% if authoritative is not none %}
authoritative as (
    {{ refill.authoritative_rows(authoritative, columns, parents, contested) | indent(4) }}
),

{% endif %}
{%- for candidate in candidates %}
{{ adapter.quote('from ' ~ candidate.name) }} as (
    {{ refill.derived_rows(candidate, keys, columns, authoritative is not none) | indent(4) }}
),

{% endfor %}
{%- if candidates %}
named as (
    {{ refill.named_keys(keys, candidates) | indent(4) }}
),

said_by_facts as (
    {{ refill.said_by_facts(keys, attributes, candidates) | indent(4) }}
),

{% if own_parents %}
{{ refill.orphans(keys, parents, candidates) }},

{% endif %}
from_facts as (
    {{ refill.with_parents(keys, refill.fed_columns(candidates), parents, authoritative is not none) | indent(4) }}
),

contested as (
    {{ refill.contested(keys, attributes, candidates) | indent(4) }}
),

{% elif own_parents %}
{{ refill.orphans(keys, parents, candidates) }},

{% endif %}
{%- if authoritative is not none %}
authoritative_changes as (
    {{ refill.authoritative_changes(keys, attributes, parents, config.get('meta')['retiring'], contested) | indent(4) }}
),

{% endif %}
changes as (
    {{ refill.reference_changes(keys, columns, authoritative is not none, candidates) | indent(4) }}
)

select * from changes
{%- endmacro %}

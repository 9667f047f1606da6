{# The rows that a reference table gains or changes in this run, one per key; `_change` says which change it is:

   inserted   a key that the table lacks: from the authoritative source, else derived from the facts
   promoted   a derived row that the authoritative source now has
   updated    an authoritative row whose source changed
   restored   a retired key that the source has again
   filled     a row whose nulls the facts fill
   retired    a key that the source no longer has (strategy full_replace)

   `_conflicts` lists the values of a row that domains, rows or sources give differently.

   Columns: {name: type}. Authoritative: what `authoritative_sources` returns. Candidates, in order of precedence: {'name',
   'facts', 'domain', 'keys', 'modes', 'columns': [{'target', 'take', …}]}. Parents: {'table': relation or none for the table
   itself, 'columns', 'keys'}. #}
{% macro derive_reference(columns, keys, authoritative=none, candidates=[], parents=[]) -%}
{%- set candidates = refill.staged_candidates(candidates) -%}
{%- set own_parents = parents | rejectattr('table') | list if authoritative else [] -%}
{%- set attributes = refill.attributes_fed_first(columns, keys, candidates) -%}
{%- set links = refill.derived_links(keys, candidates, parents) -%}
{%- set ctes = [['held', 'select * from ' ~ this, refill.read_in_place()]] -%}
{%- if authoritative -%}
    {%- do ctes.extend(refill.source_ctes(authoritative, columns, parents)) -%}
{%- endif -%}
{%- if candidates -%}
    {%- do ctes.append(['candidates', refill.candidate_keys(candidates, keys, columns, authoritative)]) -%}
    {%- for candidate in candidates -%}
        {%- do ctes.append([refill.candidate_name(candidate), refill.candidate_rows(candidate, candidates, keys, columns, authoritative)]) -%}
    {%- endfor -%}
    {%- do ctes.append(['candidate_values', refill.candidate_values(candidates, keys, attributes, columns)]) -%}
    {%- do ctes.append(['conflicts', refill.conflicts(candidates, keys, columns)]) -%}
{%- endif -%}
{%- if own_parents -%}
    {%- do ctes.append(['orphans', refill.orphans(keys, parents, candidates)]) -%}
{%- endif -%}
{%- if links -%}
    {%- do ctes.append(['resolved_values', refill.resolved_values(keys, attributes, links, parents, authoritative)]) -%}
{%- endif -%}
{%- if authoritative -%}
    {%- do ctes.append(['source_changes', refill.source_changes(keys, attributes, columns, authoritative, parents)]) -%}
{%- endif -%}
{%- do ctes.append(['changes', refill.reference_changes(keys, attributes, authoritative, candidates, 'resolved_values' if links else 'candidate_values')]) -%}
{{ refill.with_ctes(ctes, own_parents | length > 0) }}select * from changes
{%- endmacro %}

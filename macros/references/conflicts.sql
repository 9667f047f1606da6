{# The keys of derived rows for which candidates, or the rows of one, give different values: `_conflicts` lists them. #}
{% macro conflicts(candidates, keys, columns) -%}
{%- set cells, origins = [], refill._origins(candidates) -%}
{%- for column, type in columns.items() if column not in keys -%}
    {%- set fed = refill.candidates_with(candidates, column) -%}
    {%- set cell, count = [refill.literal(column)], [] -%}
    {%- for name, disagrees in origins -%}
        {%- set row = 'c' ~ loop.index -%}
        {%- set feeding = fed | selectattr(0, 'equalto', row) | map(attribute=1) | first -%}
        {%- set names = ['', '_min ', '_max '] if disagrees else [''] -%}
        {%- for prefix in names -%}
            {%- set is_there = feeding and feeding.take != 'json_append' and (not prefix or refill.aggregate(feeding).disagreement) -%}
            {%- do cell.append(refill.as_text(row ~ '.' ~ adapter.quote(prefix ~ column), type) if is_there else 'null') -%}
            {%- do count.append(1) if is_there -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- do cells.append(cell) if count[1:] -%}
{%- endfor -%}
select
    {{ refill.quoted(keys, 'candidates.') }},
    {{ refill.conflict_list(origins, cells) | indent(4) if cells else refill.no_json() }} as _conflicts
from candidates
{{- refill.join_candidates(candidates, keys) if cells }}
{%- endmacro %}

{# The candidates as origins of conflicts: [name, whether its own rows may disagree on a column]. #}
{% macro _origins(candidates) -%}
    {%- set origins = [] -%}
    {%- for candidate in candidates -%}
        {%- set disagreeing = [] -%}
        {%- for column in candidate.columns if refill.aggregate(column).disagreement -%}
            {%- do disagreeing.append(column) -%}
        {%- endfor -%}
        {%- do origins.append([candidate.name, disagreeing | length > 0]) -%}
    {%- endfor -%}
    {{ return(origins) }}
{%- endmacro %}

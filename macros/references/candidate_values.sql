{# What all candidates together give for a key: each attribute from the first candidate that has a value, null where none has.

   `_derived_from_domain` and `_derived_from_batch` are those of the first candidate that may insert; null where none of them has
   the key. #}
{% macro candidate_values(candidates, keys, attributes, columns) -%}
{%- set unfed = [] -%}
select
    {{ refill.quoted(keys, 'candidates.') }},
    {%- for column in attributes %}
    {%- set rows = refill.candidates_with(candidates, column) | map(attribute=0) | list %}
    {%- if rows %}
    {{ refill.first_of(refill.in_each(rows, column)) }} as {{ adapter.quote(column) }},
    {%- else %}
    {%- do unfed.append(refill.null_of(columns[column]) ~ ' as ' ~ adapter.quote(column)) %}
    {%- endif %}
    {%- endfor %}
    {%- if unfed %}
    {{ unfed | join(',\n') | indent(4) }},
    {%- endif %}
    {%- set domains, batches = [], [] %}
    {%- for candidate in candidates if 'insert_missing' in candidate.modes %}
    {%- set batch = 'c' ~ (candidates.index(candidate) + 1) ~ '._batch_id' %}
    {%- do domains.append('when ' ~ batch ~ ' is not null then ' ~ refill.literal(candidate.domain)) %}
    {%- do batches.append(batch) %}
    {%- endfor %}
    {{ 'case ' ~ domains | join(' ') ~ ' end' if domains else refill.null_of('text') }} as _derived_from_domain,
    {{ refill.first_of(batches) if batches else refill.null_of('integer') }} as _derived_from_batch
from candidates
{{- refill.join_candidates(candidates, keys) }}
{%- endmacro %}

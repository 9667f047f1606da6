{# One row per key of `candidates` that the facts of one candidate name: each column as its aggregation says, and the first batch
   with the key. `_min` and `_max` of a column say whether its rows disagree. A candidate that fills nothing leaves rows alone
   that exist. #}
{% macro candidate_rows(candidate, candidates, keys, columns, authoritative) -%}
{%- set prepared, values = {}, [] -%}
{%- for column in candidate.columns -%}
    {%- set aggregate = refill.aggregate(column) -%}
    {%- do prepared.update(aggregate.prepared or {}) -%}
    {%- do values.append(refill.named(refill._as_target(aggregate.value, aggregate.kind, column, columns), column.target)) -%}
    {%- if aggregate.disagreement -%}
        {%- for name, extreme in aggregate.disagreement.items() -%}
            {%- do values.append(refill.named(refill._as_target(extreme, 'text', column, columns), name ~ ' ' ~ column.target)) -%}
        {%- endfor -%}
    {%- endif -%}
{%- endfor -%}
select
    {%- for column in candidate['keys'] %}
    facts.{{ refill.named(adapter.quote(column), keys[loop.index0]) }},
    {%- endfor %}
    {%- for value in values %}
    {{ value | indent(4) }},
    {%- endfor %}
    min(facts._batch_id) as _batch_id
{%- set only_new = 'fill_null_only' not in candidate.modes and refill.filling(candidates) | sum(attribute='columns', start=[]) | length > 0 %}
{%- if prepared %}
from (
    select
        facts.*
        {%- for name, expression in prepared.items() %},
        {{ expression }} as {{ name }}
        {%- endfor %}
    {{ refill.candidate_facts(candidate, keys, authoritative, only_new) | indent(4) }}
    {{ refill.evaluated_once() }}
) as facts
{%- else %}
{{ refill.candidate_facts(candidate, keys, authoritative, only_new) }}
{%- endif %}
group by {{ refill.quoted(candidate['keys'], 'facts.') }}
{%- endmacro %}

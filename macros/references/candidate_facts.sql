{# The staged rows of a candidate whose key is among `candidates`; with `only_new`, not those whose row exists. The keys are
   distinct anyway; saying so has PostgreSQL look the facts' keys up among them, and not the other way round. #}
{% macro candidate_facts(candidate, keys, authoritative, only_new) -%}
from {{ candidate.facts }} as facts
inner join (select distinct {{ refill.quoted(keys) }} from candidates) as candidates on {{ refill.same_key('candidates', keys, 'facts', candidate['keys']) }}
{%- if only_new %}
where not exists (select 1 from held where {{ refill.same_key('held', keys, 'candidates', keys) }})
    {%- if authoritative %}
    and not exists (select 1 from source_rows where {{ refill.same_key('source_rows', keys, 'candidates', keys) }})
    {%- endif %}
{%- endif %}
{%- endmacro %}

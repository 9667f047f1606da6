{# The candidate values, without the parents that do not exist: a derived row has a parent or none, and a person sees to it.

   Where the parent is part of the key, the whole row waits. A table that points at itself finds its parents among the
   new rows too. Links: what `derived_links` returns. #}
{% macro resolved_values(keys, attributes, links, parents, authoritative) -%}
{%- set siblings = [refill.newly_derived(keys, authoritative)] + ([refill.accepted(keys, parents)] if authoritative else []) -%}
select
    {%- set plain = refill.in_each(['candidate_values'], keys[0]) %}
    {%- for column in keys[1:] + attributes %}
    {%- if column in links.of %}
    {{ plain | join(',\n') | indent(4) }},
    {%- do plain.clear() %}
    case when {{ refill.parent_exists(links.of[column], 'candidate_values', keys, siblings) | indent(4) }}
        then candidate_values.{{ adapter.quote(column) }} end as {{ adapter.quote(column) }},
    {%- else %}
    {%- do plain.append('candidate_values.' ~ adapter.quote(column)) %}
    {%- endif %}
    {%- endfor %}
    {{ (plain + ['candidate_values._derived_from_domain', 'candidate_values._derived_from_batch']) | join(',\n') | indent(4) }}
from candidate_values
{%- for parent in links.in_key %}
{{ 'where' if loop.first else 'and' }} ({{ refill.parent_exists(parent, 'candidate_values', keys, siblings) }})
{%- endfor %}
{%- endmacro %}

{# What the facts say, without the parents that do not exist: a derived row has a parent or none, and a person sees to it.

   Where the parent is part of the key, the whole row waits. A table that points at itself finds its parents among the
   new rows too. Parents: {'table': relation or none for the table itself, 'columns', 'keys'}. #}
{% macro with_parents(keys, fed, parents, authoritative) -%}
{%- set siblings = [refill.newly_derived(keys, authoritative)] + ([refill.accepted(keys, parents)] if authoritative else []) -%}
{%- set attributes = {} -%}
{%- set in_key = [] -%}
{%- for parent in parents -%}
    {%- if parent.columns | select('in', keys) | list -%}
        {%- do in_key.append(parent) -%}
    {%- elif not parent.columns | reject('in', fed) | list -%}
        {%- for column in parent.columns -%}
            {%- do attributes.update({column: parent}) -%}
        {%- endfor -%}
    {%- endif -%}
{%- endfor -%}
select
    {{ refill.quoted(keys, 'said.') }},
    {%- for column in fed %}
    {%- if column in attributes %}
    case when {{ refill.parent_exists(attributes[column], 'said', keys, siblings) | indent(4) }}
        then said.{{ adapter.quote(column) }} end as {{ adapter.quote(column) }},
    {%- else %}
    said.{{ adapter.quote(column) }},
    {%- endif %}
    {%- endfor %}
    said._domain,
    said._batch_id
from said_by_facts as said
{%- for parent in in_key %}
{{ 'where' if loop.first else 'and' }} ({{ refill.parent_exists(parent, 'said', keys, siblings) }})
{%- endfor %}
{%- endmacro %}

{# A CTE with the keys of the authoritative rows whose parent does not exist, and of their children that are no rows yet.
   For a table that points at itself; a row that facts derive in this run is a parent like any other. #}
{% macro orphans(keys, parents, candidates) -%}
{%- set own_parents = parents | rejectattr('table') | list -%}
{%- set siblings = ['authoritative'] + ([refill.newly_derived(keys, true)] if candidates else []) -%}
orphans as (
    select {{ refill.quoted(keys, 'given.') }}
    from authoritative as given
    where
    {%- for parent in parents %}
        {{ 'or ' if not loop.first }}(
        {%- for column in parent.columns %}
            given.{{ adapter.quote(column) }} is not null and
        {%- endfor %}
            not ({{ refill.parent_exists(parent, 'given', parent['keys'], siblings) | indent(12) }})
        )
    {%- endfor %}
    union
    select {{ refill.quoted(keys, 'given.') }}
    from authoritative as given
    inner join orphans on (
    {%- for parent in own_parents %}
        {{ 'or ' if not loop.first }}{{ refill.same_key('orphans', parent['keys'], 'given', parent.columns) }}
        and not exists (select 1 from {{ this }} as held where {{ refill.same_key('held', parent['keys'], 'given', parent.columns) }})
    {%- endfor %}
    )
)
{%- endmacro %}

{# The authoritative rows that are taken in, as a source of parents. #}
{% macro accepted(keys, parents) -%}
    {{- '(select * from authoritative as given where true ' ~ refill.parents_exist(parents, 'given', keys) ~ ')' -}}
{%- endmacro %}

{# The rows that facts derive in this run, as a source of parents. #}
{% macro newly_derived(keys, authoritative) -%}
    (
        select * from said_by_facts
        where _domain is not null
        {%- if authoritative %}
            and not exists (select 1 from authoritative where {{ refill.same_key('authoritative', keys, 'said_by_facts', keys) }})
        {%- endif %}
    )
{%- endmacro %}

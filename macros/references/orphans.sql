{# The keys of the authoritative rows whose parent does not exist, and of their children that are no rows yet. For a table that
   points at itself; a row that facts derive in this run is a parent like any other. #}
{% macro orphans(keys, parents, candidates) -%}
{%- set own_parents = parents | rejectattr('table') | list -%}
{%- set siblings = ['source_rows'] + ([refill.newly_derived(keys, true)] if candidates else []) -%}
select {{ refill.quoted(keys, 'source_rows.') }}
from source_rows
where
{%- for parent in parents %}
    {{ 'or ' if not loop.first }}(
    {%- for column in parent.columns %}
        source_rows.{{ adapter.quote(column) }} is not null and
    {%- endfor %}
        not ({{ refill.parent_exists(parent, 'source_rows', parent['keys'], siblings) | indent(8) }})
    )
{%- endfor %}
union
select {{ refill.quoted(keys, 'source_rows.') }}
from source_rows
inner join orphans on (
{%- for parent in own_parents %}
    {{ 'or ' if not loop.first }}{{ refill.same_key('orphans', parent['keys'], 'source_rows', parent.columns) }}
    and not exists (select 1 from held where {{ refill.same_key('held', parent['keys'], 'source_rows', parent.columns) }})
{%- endfor %}
)
{%- endmacro %}

{# The authoritative rows that are taken in, as a source of parents. #}
{% macro accepted(keys, parents) -%}
    {{- '(select * from source_rows where true ' ~ refill.parents_exist(parents, 'source_rows', keys) ~ ')' -}}
{%- endmacro %}

{# The rows that facts derive in this run, as a source of parents. #}
{% macro newly_derived(keys, authoritative) -%}
    (
        select * from candidate_values
        where _derived_from_domain is not null
        {%- if authoritative %}
            and not exists (select 1 from source_rows where {{ refill.same_key('source_rows', keys, 'candidate_values', keys) }})
        {%- endif %}
    )
{%- endmacro %}

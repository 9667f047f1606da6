{# Authoritative rows that the table lacks, holds as derived, holds as retired, or holds with other values; and those whose
   key the source no longer has, where the source is complete.

   A null from the source takes back a value of the source itself, and leaves a derived one in place. A row whose
   parent does not exist is left out; the gate of the table names it. #}
{% macro source_changes(keys, attributes, columns, authoritative, parents) -%}
{%- set decided = refill.may_conflict(authoritative) -%}
{%- set retiring = config.get('meta')['retiring'] -%}
{%- set cells, given = [], 'source_rows._conflicts' if decided else refill.no_json() -%}
select
    {{ refill.quoted(keys, 'source_rows.') }},
    {%- for column in attributes %}
    {%- set name = adapter.quote(column) %}
    {%- do cells.append([refill.literal(column), refill.as_text('source_rows.' ~ name, columns[column]), refill.as_text('held.' ~ name, columns[column])]) %}
    coalesce(source_rows.{{ name }}, case when {{ refill.is_derived(column, 'held') }} then held.{{ name }} end) as {{ name }},
    {%- endfor %}
    {{ refill.derived_before('_derived_from_domain', 'text', decided) }},
    {{ refill.derived_before('_derived_from_batch', 'integer', decided) }},
    'authoritative' as _source, false as _needs_review,
    {{ refill.derived_before('_derived_at', 'moment', decided) }},
    {{ 'coalesce(of_facts._derived_columns, ' ~ refill.no_names() ~ ')' if cells else refill.no_names() }} as _derived_columns,
    {{ refill.null_of('moment') }} as _retired_at, coalesce(held._created_at, {{ refill.now() }}) as _created_at, {{ refill.now() }} as _updated_at,
    {{ given if not cells else refill.both_conflicts('of_facts._conflicts', given) if decided else 'of_facts._conflicts' }} as _conflicts,
    case when held.{{ adapter.quote(keys[0]) }} is null then 'inserted' when held._source = 'auto_derived' then 'promoted'
        when held._retired_at is not null then 'restored' else 'updated' end as _change
from source_rows
left join held on {{ refill.same_key('held', keys, 'source_rows', keys) }}
{%- if cells %}
{{ refill.values_of_facts(cells) }}
{%- endif %}
where {{ '(' if parents }}held.{{ adapter.quote(keys[0]) }} is null or held._source = 'auto_derived' or held._retired_at is not null
    {%- for column in attributes %}
    or source_rows.{{ adapter.quote(column) }} is distinct from case when not {{ refill.is_derived(column, 'held') }} then held.{{ adapter.quote(column) }} end
    {%- endfor %}
{{- ')' if parents }}
{{- refill.parents_exist(parents, 'source_rows', keys) }}
{%- if retiring %}
union all
{{ refill.retirements(keys, attributes, retiring, decided) }}
{%- endif %}
{%- endmacro %}

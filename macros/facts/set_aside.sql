{# The staged rows that may not load, with their reasons and their whole raw row.

   A row that was set aside earlier and now may load comes out with no reasons: it leaves when the facts take it.
   Only foreign keys with on_missing: quarantine are named here; the gate answers for the others.
   Foreign keys: {'name', 'columns', 'table', 'keys'}. #}
{% macro set_aside(facts, raw, columns, foreign_keys=[], scope=[]) -%}
{%- set reasons = ['facts._problems'] -%}
{%- for key in foreign_keys -%}
    {%- do reasons.append('case when ' ~ refill.unresolved(key, 'facts') ~ ' then ' ~ refill.reason('missing_key', key.name) ~ ' end') -%}
{%- endfor -%}
with judged as (
    select
        facts._batch_id,
        facts._row_number,
        {%- if scope %}
        case when {{ refill.readable_scope(scope, 'facts') }} then {{ refill.scope_key(scope, 'facts.') }} end as _scope,
        {%- else %}
        {{ refill.null_of('text') }} as _scope,
        {%- endif %}
        {{ refill.lines(reasons) | indent(8) }} as _reasons,
        held._batch_id is not null as is_held
    from {{ facts }} as facts
    left join {{ this }} as held on held._batch_id = facts._batch_id and held._row_number = facts._row_number
    {{- refill.joined_references(foreign_keys, 'facts') | indent(4) }}
),

failing as (
    select * from judged where _reasons is not null or is_held
),

newly_failing as (
    select * from failing where not is_held
),

as_delivered as (
    {{ refill.delivered_rows(raw, columns, 'newly_failing') | indent(4) }}
)

select
    failing._batch_id,
    failing._row_number,
    as_delivered._file,
    as_delivered._sheet,
    failing._scope,
    failing._reasons,
    as_delivered._raw
from failing
left join as_delivered
    on as_delivered._batch_id = failing._batch_id and as_delivered._row_number = failing._row_number
{%- endmacro %}

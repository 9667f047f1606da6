{% macro postgres__pending_rows(domain, raw, columns) -%}
select
    _batch_id,
    _row_number,
    {{ refill.column_lines(columns) | indent(4) }}
from {{ raw }} as raw
where raw._part = any({{ refill.postgres__ledger_function('staged_parts') }}({{ refill.literal(domain) }}))
    and raw._batch_id = any({{ refill.postgres__ledger_function('staged_batches') }}({{ refill.literal(domain) }}))
    and raw._note is null
{%- set set_aside = load_relation(refill.quarantine(domain)) %}
{%- if set_aside is not none %}
union all
select
    _batch_id,
    _row_number
    {%- for column in columns %},
    {{ refill.json_text('_raw', column) }} as {{ adapter.quote(column) }}
    {%- endfor %}
from {{ set_aside }} as set_aside
where not exists (select 1 from {{ refill.ledger('staged') }} as staged where staged.batch_id = set_aside._batch_id)
{%- endif %}
{%- set facts = refill.postgres__facts_without_keys() %}
{%- if facts %}
union all
select
    raw._batch_id,
    raw._row_number,
    {{ refill.column_lines(columns, 'raw.') | indent(4) }}
from {{ raw }} as raw
inner join {{ facts }} as facts
    on facts._part = raw._part and facts._batch_id = raw._batch_id and facts._row_number = raw._row_number
union all
select
    _batch_id,
    _row_number
    {%- for column in columns %},
    {{ refill.json_text('_raw', column) }} as {{ adapter.quote(column) }}
    {%- endfor %}
from (
    {{ refill.postgres__dropped_rows(facts, columns) | indent(4) }}
) as dropped_rows
{%- endif %}
{%- endmacro %}

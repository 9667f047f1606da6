{# The raw rows to stage: those of the batches that `frozen` staged, those that wait in quarantine, and, once after the YAML has
   gained a foreign key, those that are in the facts already. Where raw rows were dropped, the facts themselves. #}
{% macro pending_rows(domain, raw, columns) -%}
    {{ return(adapter.dispatch('pending_rows', 'refill')(domain, raw, columns)) }}
{%- endmacro %}

{% macro postgres__pending_rows(domain, raw, columns) -%}
select _batch_id, _row_number, {{ refill.quoted(columns) }}
from {{ raw }} as raw
where raw._batch_id = any({{ refill.ledger('staged_batches').include(database=false) }}({{ refill.literal(domain) }})) and raw._note is null
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
{%- set facts = refill.facts_without_keys() %}
{%- if facts %}
union all
select raw._batch_id, raw._row_number, {{ refill.quoted(columns, 'raw.') }}
from {{ raw }} as raw
inner join {{ facts }} as facts on facts._batch_id = raw._batch_id and facts._row_number = raw._row_number
union all
select
    _batch_id,
    _row_number
    {%- for column in columns %},
    {{ refill.json_text('_raw', column) }} as {{ adapter.quote(column) }}
    {%- endfor %}
from (
    {{ refill.dropped_rows(facts, columns) | indent(4) }}
) as dropped_rows
{%- endif %}
{%- endmacro %}

{# One row per pending row of a domain: keys folded, values typed, codes looked up, merged keys replaced by their targets.
   `_problems`: what keeps the row from loading, one `reason:column` per line, or null. `_skipped`: the texts in key columns
   that are no key (`skip`); the column itself is null there.
   Columns: {'name', 'type': {'kind', …}, 'key': compared after folding, 'case', 'required', 'skip': [globs],
   'blank': 'refused', 'null': 'refused', 'in_row': its text is a field of the whole row, since a query has 1,664 columns}. #}
{% macro stage_facts(domain, raw, columns, null_tokens, lookups=[]) -%}
{%- if execute -%}
{%- set indexed = refill.indexed_texts(columns) -%}
{%- set foreign_keys = refill.foreign_keys_with_decisions(config.get('meta')['foreign_keys']) -%}
with pending as (
    {{ refill.pending_rows(domain, raw, columns | map(attribute='name') | list) | indent(4) }}
),

typed as (
    select
        _batch_id,
        _row_number,
        {%- if columns[0].in_row %}
        {{ refill.whole_row('pending') }} as {{ adapter.quote('raw row') }},
        {%- endif %}
        {%- for column in columns %}
        {%- set raw = adapter.quote(column.name) %}
        {%- if column.blank == 'refused' and not column.in_row %}
        {{ raw }} is not null as {{ adapter.quote(column.name ~ ' given') }},
        {%- endif %}
        {%- if refill.keeps_text(column) and not column.in_row %}
        {{ raw }} as {{ refill.text_column(column) }},
        {%- endif %}
        {{ refill.column_value(raw, column, null_tokens) }} as {{ raw }}{{ ',' if not loop.last }}
        {%- endfor %}
    from pending
    {{ refill.evaluated_once() }}
),

looked_up as (
    {{ refill.looked_up(columns, lookups) | indent(4) }}
)

select
    _batch_id,
    _row_number,
    {%- for column in columns %}
    {{ refill.decided_column(column, foreign_keys, indexed) }},
    {%- endfor %}
    {{ refill.skipped_keys(columns, null_tokens, lookups) | indent(4) }} as _skipped,
    {{ refill.row_problems(columns, foreign_keys, indexed, null_tokens) | indent(4) }} as _problems
from looked_up
{{- refill.decisions_on_keys(columns, foreign_keys) }}
{%- endif -%}
{%- endmacro %}

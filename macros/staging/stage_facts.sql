{# One row per pending row of a domain: keys folded, values typed, codes looked up, merged keys replaced by their targets.
   `_problems`: what keeps the row from loading, one `reason:column` per line, or null. `_skipped`: the texts in key columns
   that are no key (`skip`); the column itself is null there.
   Columns: {'name', 'type': {'kind', …}, 'key': compared after folding, 'case', 'required', 'skip': [globs],
   'blank': 'refused', 'null': 'refused'}. #}
{% macro stage_facts(domain, raw, columns, null_tokens, lookups=[]) -%}
{%- if execute -%}
{%- set foreign_keys = refill.foreign_keys_with_decisions(config.get('meta')['foreign_keys']) -%}
with pending as (
    {{ refill.pending_rows(domain, raw, columns | map(attribute='name') | list) | indent(4) }}
),

folded as (
    select
        _batch_id,
        _row_number,
        {%- for column in columns %}
        {%- if column.blank == 'refused' %}
        {{ adapter.quote(column.name) }} is not null as {{ adapter.quote(column.name ~ ' given') }},
        {%- endif %}
        {{ refill.folded_column(column, null_tokens) }} as {{ refill.text_column(column) }}{{ ',' if not loop.last }}
        {%- endfor %}
    from pending
    {{ refill.evaluated_once() }}
),

typed as (
    select
        _batch_id,
        _row_number,
        {%- for column in columns %}
        {%- if column.blank == 'refused' %}
        {{ adapter.quote(column.name ~ ' given') }},
        {%- endif %}
        {%- if refill.keeps_text(column) %}
        {{ refill.kept_text(column, null_tokens) }},
        {%- endif %}
        {%- set value = refill.typed_column(column, null_tokens) | indent(8) %}
        {{ value }}{{ ' as ' ~ adapter.quote(column.name) if value != adapter.quote(column.name) }}{{ ',' if not loop.last }}
        {%- endfor %}
    from folded
    {{ refill.evaluated_once() }}
),

looked_up as (
    {{ refill.looked_up(columns, lookups) | indent(4) }}
)

select
    _batch_id,
    _row_number,
    {%- for column in columns %}
    {{ refill.ruled_column(column, foreign_keys) }},
    {%- endfor %}
    {{ refill.skipped_keys(columns) | indent(4) }} as _skipped,
    {{ refill.row_problems(columns, foreign_keys, null_tokens) | indent(4) }} as _problems
from looked_up
{{- refill.ruled_keys(columns, foreign_keys) }}
{%- endif -%}
{%- endmacro %}

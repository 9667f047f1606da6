{# The keys that the facts of one candidate name, less those that stewards have rejected or merged into others, less those
   that the table holds with nothing to fill, less those that come from its authoritative source. Set operations: an anti-join per fact row can become a loop over all pairs.

   A row that the source is about to leave with a null has something to fill. #}
{% macro needed_keys(candidate, keys, columns, authoritative) -%}
{%- set fills = 'fill_null_only' in candidate.modes and candidate.columns -%}
select
    {%- for column in candidate['keys'] %}
    {{ adapter.quote(column) }}{{ ' as ' ~ adapter.quote(keys[loop.index0]) if column != keys[loop.index0] }}{{ ',' if not loop.last }}
    {%- endfor %}
from {{ refill.staged_keys(candidate.domain) }}
where {{ refill.is_key_of(candidate['keys']) }}
except
{{ refill.refused_keys(this.identifier, keys, columns) }}
except
select {{ refill.quoted(keys, 'held.') }}
from {{ this }} as held
{%- if fills %}
where {% for column in candidate.columns -%}
    {{ 'not ' ~ refill.is_derived(column.target, 'held') ~ ' and ' if column.take == 'json_append' }}held.{{ adapter.quote(column.target) }} is not null
    {{- '\n    and ' if not loop.last }}
    {%- endfor %}
    {%- if authoritative %}
    and not exists (
        select 1
        from authoritative as given
        where {{ refill.same_key('given', keys, 'held', keys) }} and (
        {%- for column in candidate.columns %}
            {{ 'or ' if not loop.first }}given.{{ adapter.quote(column.target) }} is null and not {{ refill.is_derived(column.target, 'held') }}
        {%- endfor %}
        )
    )
    {%- endif %}
{%- elif authoritative and 'fill_null_only' not in candidate.modes %}
except
select {{ refill.quoted(keys, 'given.') }}
from authoritative as given
{%- endif %}
{%- endmacro %}

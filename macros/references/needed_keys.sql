{# The keys that the facts of one candidate name, less those that the table holds with nothing to fill, less those that
   come from its authoritative source. Set operations: an anti-join per fact row can become a loop over all pairs. #}
{% macro needed_keys(candidate, keys, authoritative) -%}
select distinct
    {%- for column in candidate['keys'] %}
    {{ adapter.quote(column) }}{{ ' as ' ~ adapter.quote(keys[loop.index0]) if column != keys[loop.index0] }}{{ ',' if not loop.last }}
    {%- endfor %}
from {{ candidate.facts }}
where {% for column in candidate['keys'] -%}
    {{ adapter.quote(column) }} is not null{{ '\n    and ' if not loop.last }}
    {%- endfor %}
except
select {{ refill.quoted(keys, 'held.') }}
from {{ this }} as held
{%- if 'fill_null_only' in candidate.modes %}
    {%- for column in candidate.columns %}
{{ 'where' if loop.first else '    and' }} {{ 'held._source = \'authoritative\' and ' ~ 'not ' ~ refill.is_derived(column.target, 'held') ~ ' and ' if column.take == 'json_append' }}held.{{ adapter.quote(column.target) }} is not null
    {%- endfor %}
{%- elif authoritative %}
except
select {{ refill.quoted(keys, 'given.') }}
from authoritative as given
{%- endif %}
{%- endmacro %}

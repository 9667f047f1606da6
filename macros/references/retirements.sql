{# The authoritative rows whose key the source no longer has, and nobody has approved: within the guard, and when every source
   has been read.

   An empty source retires nothing. Retiring: {'table', 'sources': names of those that are synced, 'ratio'}. `decided`:
   decisions of stewards are among `authoritative`. #}
{% macro retirements(keys, attributes, retiring, decided) -%}
select
    {{ refill.quoted(keys, 'held.') }},
    {%- for column in attributes %}
    held.{{ adapter.quote(column) }},
    {%- endfor %}
    held._derived_from_domain,
    held._derived_from_batch,
    held._derived_at,
    held._derived_columns,
    {{ refill.now() }} as _retired_at,
    held._created_at,
    {{ refill.no_json() }} as _conflicts,
    'retired' as _change
from {{ this }} as held
where held._source = 'authoritative'
    and held._retired_at is null
    and exists (select 1 from authoritative{{ ' where not _decided' if decided }})
    and not exists (select 1 from authoritative as given where {{ refill.same_key('given', keys, 'held', keys) }})
    and {{ refill.may_retire(keys, retiring) | indent(4) }}
{%- endmacro %}

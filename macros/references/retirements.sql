{# The authoritative rows whose key neither a source nor a decision has any more: within the guard, and when every source
   has been read.

   An empty source retires nothing. Retiring: {'table', 'sources': names of those that are synced, 'ratio'}. `decided`:
   decisions of stewards are among `source_rows`. #}
{% macro retirements(keys, attributes, retiring, decided) -%}
select
    {{ refill.quoted(keys, 'held.') }},
    {%- for column in attributes %}
    held.{{ adapter.quote(column) }},
    {%- endfor %}
    held._derived_from_domain,
    held._derived_from_batch,
    held._source,
    false as _needs_review,
    held._derived_at,
    held._derived_columns,
    current_timestamp as _retired_at,
    held._created_at,
    current_timestamp as _updated_at,
    {{ refill.no_json() }} as _conflicts,
    'retired' as _change
from held
where held._source = 'authoritative'
    and held._retired_at is null
    and exists (select 1 from source_rows{{ ' where not _decided' if decided }})
    and not exists (select 1 from source_rows where {{ refill.same_key('source_rows', keys, 'held', keys) }})
    and {{ refill.may_retire(keys, retiring) | indent(4) }}
{%- endmacro %}

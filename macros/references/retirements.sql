{# The authoritative rows whose key the source no longer has. An empty source retires nothing. #}
{% macro retirements(keys, attributes) -%}
select
    {{ refill.quoted(keys, 'held.') }},
    {%- for column in attributes %}
    held.{{ adapter.quote(column) }},
    {%- endfor %}
    held._derived_from_domain,
    held._derived_from_batch,
    held._derived_at,
    held._derived_columns,
    current_timestamp as _retired_at,
    held._created_at,
    'retired' as _change
from {{ this }} as held
where held._source = 'authoritative'
    and held._retired_at is null
    and exists (select 1 from authoritative)
    and not exists (select 1 from authoritative as given where {{ refill.same_key('given', keys, 'held', keys) }})
{%- endmacro %}

{# Authoritative rows that the table lacks, holds as derived, holds as retired, or holds with other values; and those whose
   key the source no longer has, where the source is complete (`retiring`). `contested`: `authoritative` lists conflicts of
   its own.

   A null from the source takes back a value that the source itself gave, and leaves a derived one in place. A row whose
   parent does not exist is left out; the gate of the table names it. #}
{% macro authoritative_changes(keys, attributes, parents, retiring, contested) -%}
select
    {{ refill.quoted(keys, 'given.') }},
    {%- for column in attributes %}
    {{ refill._kept(column) }} as {{ adapter.quote(column) }},
    {%- endfor %}
    {{ refill.derived_before('_derived_from_domain', 'text', contested) }},
    {{ refill.derived_before('_derived_from_batch', 'integer', contested) }},
    {{ refill.derived_before('_derived_at', 'moment', contested) }},
    {{ refill.names_where(refill._still_derived(attributes)) | indent(4) }} as _derived_columns,
    {{ refill.null_of('moment') }} as _retired_at,
    held._created_at,
    {{ refill._conflicts_of_source(attributes, contested) | indent(4) }} as _conflicts,
    case
        when held.{{ adapter.quote(keys[0]) }} is null then 'inserted'
        when held._source = 'auto_derived' then 'promoted'
        when held._retired_at is not null then 'restored'
        else 'updated'
    end as _change
from authoritative as given
left join {{ this }} as held on {{ refill.same_key('held', keys, 'given', keys) }}
where (
    held.{{ adapter.quote(keys[0]) }} is null
    or held._source = 'auto_derived'
    or held._retired_at is not null
    {%- for column in attributes %}
    or held.{{ adapter.quote(column) }} is distinct from {{ refill._kept(column) }}
    or given.{{ adapter.quote(column) }} is not null and {{ refill.is_derived(column, 'held') }}
    {%- endfor %}
)
{{- refill.parents_exist(parents, 'given', keys) }}
{%- if retiring %}
union all
{{ refill.retirements(keys, attributes, retiring, contested) }}
{%- endif %}
{%- endmacro %}

{# The value that a column has after the source has spoken. #}
{% macro _kept(column) -%}
    coalesce(given.{{ adapter.quote(column) }}, case when {{ refill.is_derived(column, 'held') }} then held.{{ adapter.quote(column) }} end)
{%- endmacro %}

{# Pairs of a column and the condition under which its value is derived after the source has spoken. #}
{% macro _still_derived(attributes) -%}
    {%- set pairs = [] -%}
    {%- for column in attributes -%}
        {%- do pairs.append([column, 'given.' ~ adapter.quote(column) ~ ' is null and ' ~ refill.is_derived(column, 'held')]) -%}
    {%- endfor -%}
    {{ return(pairs) }}
{%- endmacro %}

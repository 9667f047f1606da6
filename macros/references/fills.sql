{# The rows that exist and have nulls, or json lists, to which the facts add something. #}
{% macro fills(keys, attributes, authoritative, fed, appended) -%}
{%- set gained = [] -%}
select
    {{ refill.quoted(keys, 'held.') }},
    {%- for column in attributes %}
    {%- if column in fed %}
    {{ refill.filled(column, 'held', appended) | indent(4) }} as {{ adapter.quote(column) }},
    {%- do gained.append(refill.gained(column, 'held')) %}
    {%- else %}
    held.{{ adapter.quote(column) }},
    {%- endif %}
    {%- endfor %}
    held._source,
    held._needs_review,
    held._derived_from_domain,
    held._derived_from_batch,
    held._derived_at,
    {{ refill.names_added('held._derived_columns', refill.names_where(gained)) | indent(4) }} as _derived_columns,
    held._retired_at,
    held._created_at,
    {{ refill.now() }} as _updated_at,
    {{ refill.no_json() }} as _conflicts,
    'filled' as _change
from from_facts
inner join {{ this }} as held on {{ refill.same_key('held', keys, 'from_facts', keys) }}
where (
    {%- for column in fed %}
    {{ 'or ' if not loop.first }}held.{{ adapter.quote(column) }} is distinct from {{ refill.filled(column, 'held', appended) | indent(4) }}
    {%- endfor %}
)
    {%- if authoritative %}
    and not exists (select 1 from authoritative_changes where {{ refill.same_key('authoritative_changes', keys, 'held', keys) }})
    {%- endif %}
{%- endmacro %}

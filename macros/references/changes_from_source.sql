{# The authoritative rows that change, with the nulls that the facts fill (`fed`) filled. #}
{% macro changes_from_source(keys, attributes, fed, appended) -%}
{%- set gained = [] -%}
select
    {{ refill.quoted(keys, 'changed.') }},
    {%- for column in attributes %}
    {%- if column in fed %}
    {{ refill.filled(column, 'changed', appended) | indent(4) }} as {{ adapter.quote(column) }},
    {%- do gained.append(refill.gained(column, 'changed')) %}
    {%- else %}
    changed.{{ adapter.quote(column) }},
    {%- endif %}
    {%- endfor %}
    'authoritative' as _source,
    false as _needs_review,
    changed._derived_from_domain,
    changed._derived_from_batch,
    changed._derived_at,
    {%- if gained %}
    {{ refill.names_added('changed._derived_columns', refill.names_where(gained)) | indent(4) }} as _derived_columns,
    {%- else %}
    changed._derived_columns,
    {%- endif %}
    changed._retired_at,
    coalesce(changed._created_at, {{ refill.now() }}) as _created_at,
    {{ refill.now() }} as _updated_at,
    changed._conflicts,
    changed._change
from authoritative_changes as changed
{%- if fed %}
left join from_facts on {{ refill.same_key('from_facts', keys, 'changed', keys) }}
{%- endif %}
{%- endmacro %}

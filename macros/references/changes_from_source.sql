{# The authoritative rows that change, with the nulls that the facts fill (`fed`) filled. #}
{% macro changes_from_source(keys, attributes, fed) -%}
select
    {{ refill.quoted(keys, 'authoritative_changes.') }},
    {%- for column in attributes %}
    {%- if column in fed %}
    coalesce(authoritative_changes.{{ adapter.quote(column) }}, from_facts.{{ adapter.quote(column) }}) as {{ adapter.quote(column) }},
    {%- else %}
    authoritative_changes.{{ adapter.quote(column) }},
    {%- endif %}
    {%- endfor %}
    'authoritative' as _source,
    false as _needs_review,
    _derived_from_domain,
    _derived_from_batch,
    _derived_at,
    {%- if fed %}
    {%- set filled = [] %}
    {%- for column in fed %}
    {%- do filled.append([column, 'authoritative_changes.' ~ adapter.quote(column) ~ ' is null and from_facts.' ~ adapter.quote(column) ~ ' is not null']) %}
    {%- endfor %}
    _derived_columns || {{ refill.names_where(filled) | indent(4) }} as _derived_columns,
    {%- else %}
    _derived_columns,
    {%- endif %}
    cast(null as timestamp with time zone) as _retired_at,
    coalesce(_created_at, current_timestamp) as _created_at,
    current_timestamp as _updated_at,
    _change
from authoritative_changes
{%- if fed %}
left join from_facts on {{ refill.same_key('from_facts', keys, 'authoritative_changes', keys) }}
{%- endif %}
{%- endmacro %}

{# The rows that exist nowhere yet, made from the facts and marked for review. #}
{% macro derivations(keys, columns, authoritative, fed) -%}
{%- set given = [] -%}
select
    {{ refill.quoted(keys, 'from_facts.') }},
    {%- for column, type in columns.items() if column not in keys %}
    {%- if column in fed %}
    {%- do given.append([column, 'from_facts.' ~ adapter.quote(column) ~ ' is not null']) %}
    from_facts.{{ adapter.quote(column) }},
    {%- else %}
    {{ refill.null_of(type) }} as {{ adapter.quote(column) }},
    {%- endif %}
    {%- endfor %}
    'auto_derived' as _source,
    true as _needs_review,
    _domain as _derived_from_domain,
    _batch_id as _derived_from_batch,
    current_timestamp as _derived_at,
    {{ refill.names_where(given) | indent(4) }} as _derived_columns,
    {{ refill.null_of('moment') }} as _retired_at,
    current_timestamp as _created_at,
    current_timestamp as _updated_at,
    contested._conflicts,
    'inserted' as _change
from from_facts
left join contested on {{ refill.same_key('contested', keys, 'from_facts', keys) }}
where from_facts._domain is not null
    and not exists (select 1 from {{ this }} as held where {{ refill.same_key('held', keys, 'from_facts', keys) }})
    {%- if authoritative %}
    and not exists (select 1 from authoritative as given where {{ refill.same_key('given', keys, 'from_facts', keys) }})
    {%- endif %}
{%- endmacro %}

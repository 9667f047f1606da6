{# The rows that exist and have nulls, or json lists, to which the facts add something. #}
{% macro fills(keys, attributes, authoritative, fed, appended) -%}
{%- set gained = [] -%}
select
    {{ refill.quoted(keys, 'held.') }},
    {%- for column in attributes %}
    {%- set held = 'held.' ~ adapter.quote(column) %}
    {%- if column not in fed %}
    {{ held }},
    {%- else %}
    {{ refill._filled(column, appended) | indent(4) }} as {{ adapter.quote(column) }},
    {%- do gained.append([column, held ~ ' is null and from_facts.' ~ adapter.quote(column) ~ ' is not null and not ' ~ refill.is_derived(column, 'held')]) %}
    {%- endif %}
    {%- endfor %}
    held._source,
    held._needs_review,
    held._derived_from_domain,
    held._derived_from_batch,
    held._derived_at,
    held._derived_columns || {{ refill.names_where(gained) | indent(4) }} as _derived_columns,
    held._retired_at,
    held._created_at,
    current_timestamp as _updated_at,
    'filled' as _change
from from_facts
inner join {{ this }} as held on {{ refill.same_key('held', keys, 'from_facts', keys) }}
where (
    {%- for column in fed %}
    {{ 'or ' if not loop.first }}held.{{ adapter.quote(column) }} is distinct from {{ refill._filled(column, appended) | indent(4) }}
    {%- endfor %}
)
    {%- if authoritative %}
    and not exists (select 1 from authoritative_changes where {{ refill.same_key('authoritative_changes', keys, 'held', keys) }})
    {%- endif %}
{%- endmacro %}

{# What a held value becomes: itself, or the facts' value where it is null; a list that no source owns grows. #}
{% macro _filled(column, appended) -%}
    {%- set held = 'held.' ~ adapter.quote(column) -%}
    {%- set given = 'from_facts.' ~ adapter.quote(column) -%}
    {%- if column in appended -%}
        case when {{ held }} is null or held._source = 'auto_derived' or {{ refill.is_derived(column, 'held') }}
            then {{ refill.appended(held, given) | indent(8) }} else {{ held }} end
    {%- else -%}
        coalesce({{ held }}, {{ given }})
    {%- endif -%}
{%- endmacro %}

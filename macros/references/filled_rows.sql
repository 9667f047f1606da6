{# The rows that exist and have nulls, or json lists, to which the facts add something. `values`: the CTE with what they give. #}
{% macro filled_rows(keys, attributes, authoritative, fed, appended, values) -%}
select
    {{ refill.filled_columns(keys, attributes, fed, appended, 'held', values) }},
    held._derived_from_domain,
    held._derived_from_batch,
    held._source,
    held._needs_review,
    held._derived_at,
    {{ refill.names_gained('held', fed, values) | indent(4) }} as _derived_columns,
    held._retired_at,
    held._created_at,
    current_timestamp as _updated_at,
    {{ refill.no_json() }} as _conflicts,
    'filled' as _change
from {{ values }}
inner join held on {{ refill.same_key('held', keys, values, keys) }}
where (
    {%- for column in fed %}
    {{ 'or ' if not loop.first }}held.{{ adapter.quote(column) }} is distinct from {{ refill.filled(column, 'held', appended, values) | indent(4) }}
    {%- endfor %}
)
    {%- if authoritative %}
    and not exists (select 1 from source_changes where {{ refill.same_key('source_changes', keys, 'held', keys) }})
    {%- endif %}
{%- endmacro %}

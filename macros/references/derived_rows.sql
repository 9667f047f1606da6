{# The rows that exist nowhere yet, made from candidate values and marked for review. `values`: the CTE that has them. #}
{% macro derived_rows(keys, candidates, authoritative, values) -%}
{%- set given = [] -%}
{%- for column in refill.fed_columns(candidates) -%}
    {%- do given.append([column, values ~ '.' ~ adapter.quote(column) ~ ' is not null']) -%}
{%- endfor -%}
select
    {{ values }}.*,
    'auto_derived' as _source, true as _needs_review, {{ refill.now() }} as _derived_at,
    {{ refill.names_where(given) | indent(4) }} as _derived_columns,
    {{ refill.null_of('moment') }} as _retired_at, {{ refill.now() }} as _created_at, {{ refill.now() }} as _updated_at,
    conflicts._conflicts, 'inserted' as _change
from {{ values }}
left join conflicts on {{ refill.same_key('conflicts', keys, values, keys) }}
where {{ values }}._derived_from_domain is not null
{%- if refill.filling(candidates) %}
    and not exists (select 1 from held where {{ refill.same_key('held', keys, values, keys) }})
    {%- if authoritative %}
    and not exists (select 1 from source_rows where {{ refill.same_key('source_rows', keys, values, keys) }})
    {%- endif %}
{%- endif %}
{%- endmacro %}

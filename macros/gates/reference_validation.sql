{# The faults of the reference tables as a whole, one line per rule and table: no rows, fewer authoritative rows than the
   guard asks for, a source that was refused, or is required and did not answer, keys that the guard does not let go.

   Tables: {'name', 'relation', 'min_rows', 'sources' and 'required': names in the log of syncs; of tables that retire also
   'keys' and 'authoritative'}. #}
{% macro reference_validation(tables) -%}
with counted as (
    {%- for table in tables %}
    select
        {{ refill.literal(table.name) }} as table_name,
        {{ table.min_rows }} as min_rows,
        count(*) as held,
        coalesce(sum(case when _source = 'authoritative' and _retired_at is null then 1 end), 0) as authoritative
    from {{ table.relation }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
),

{{ refill._last_attempts(tables) }}

select
    'no rows' as rule,
    table_name as key,
    held as found
from counted
where held = 0
union all
select
    'fewer authoritative rows than min_rows' as rule,
    table_name as key,
    authoritative as found
from counted
where held > 0 and authoritative < min_rows
union all
select
    concat('source ', status, ' when it was last read') as rule,
    table_name as key,
    1 as found
from last_attempts
where status = 'refused' or status = 'unavailable' and is_required
{%- for table in tables if table.authoritative %}
union all
select
    'keys that no source has any more wait for --accept-retire' as rule,
    {{ refill.literal(table.name) }} as key,
    count(*) as found
from {{ table.relation }} as held
left join {{ table.authoritative }} as given
    on {{ refill.same_key('given', table['keys'], 'held', table['keys']) }}
where held._source = 'authoritative' and held._retired_at is null and given.{{ adapter.quote(table['keys'][0]) }} is null
having count(*) > 0
{%- endfor %}
{%- endmacro %}

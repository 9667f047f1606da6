{# Each cell on which two origins disagreed, with the value that it has now, from the audit log. `stands`: the value that was
   kept then still counts: no decision has changed it since. #}
{% macro quality_conflicts(conflicts, audit) -%}
with last_entries as (
    select entry.table_name, entry.key, max(entry.sequence) as sequence
    from {{ audit }} as entry
    inner join (select distinct table_name, key from {{ conflicts }}) as disputed
        on disputed.table_name = entry.table_name and disputed.key = entry.key
    group by entry.table_name, entry.key
),

states as (
    select entry.table_name, entry.key, entry.after
    from {{ audit }} as entry
    inner join last_entries on last_entries.sequence = entry.sequence
)

select
    conflicts.table_name,
    conflicts.key,
    conflicts.column_name,
    conflicts.kept,
    conflicts.kept_from,
    conflicts.other,
    conflicts.other_from,
    conflicts.noted_at,
    {{ refill.json_field('states.after', 'conflicts.column_name') }} as value_now,
    coalesce({{ refill.json_field('states.after', 'conflicts.column_name') }} = conflicts.kept, false) as stands
from {{ conflicts }} as conflicts
left join states on states.table_name = conflicts.table_name and states.key = conflicts.key
{%- endmacro %}

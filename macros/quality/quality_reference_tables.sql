{# Per reference table and day, at the day's end: the rows by origin, those that wait for a review, those that are retired,
   the derived part of all rows, and since when the oldest open one waits. The last day is today, so far.

   Replayed from the audit log: each key's last entry of a day is its state until the next day with an entry.
   Tables: names; days are those of the time zone. #}
{% macro quality_reference_tables(audit, tables, timezone) -%}
{%- set counts = ['total', 'authoritative', 'auto_derived', 'needs_review', 'retired'] -%}
with entries as (
    select
        table_name,
        key,
        {{ refill.day_of('changed_at', timezone) }} as day,
        after,
        row_number() over (
            partition by table_name, key, {{ refill.day_of('changed_at', timezone) }} order by sequence desc
        ) as recency
    from {{ audit }}
    where table_name in ({{ refill.literals(tables) }})
),

states as (
    select
        table_name,
        key,
        day,
        lead(day) over (partition by table_name, key order by day) as until,
        case when after is not null then 1 else 0 end as total,
        case when {{ refill.json_text('after', '_source') }} = 'authoritative' then 1 else 0 end as authoritative,
        case when {{ refill.json_text('after', '_source') }} = 'auto_derived' then 1 else 0 end as auto_derived,
        case when {{ refill.json_text('after', '_needs_review') }} = 'true' then 1 else 0 end as needs_review,
        case when {{ refill.json_text('after', '_retired_at') }} is not null then 1 else 0 end as retired,
        cast(
            coalesce({{ refill.json_text('after', '_derived_at') }}, {{ refill.json_text('after', '_created_at') }})
            as {{ refill.sql_type('moment') }}
        ) as made_at
    from entries
    where recency = 1
),

steps as (
    select
        table_name,
        day
        {%- for count in counts %},
        {{ count }} - lag({{ count }}, 1, 0) over (partition by table_name, key order by day) as {{ count }}
        {%- endfor %}
    from states
),

{{ refill._days_in_sums(counts, timezone) }}

select
    sums.*,
    round(cast(sums.auto_derived as {{ refill.sql_type('numeric') }}) / nullif(sums.total, 0), 4) as derived_ratio,
    waiting.oldest_open
from sums
left join waiting on waiting.table_name = sums.table_name and waiting.day = sums.day
{%- endmacro %}

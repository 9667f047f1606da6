{# CTEs: the running sums of the steps on every day from a table's first one on, and the oldest row that waits on each. #}
{% macro _days_in_sums(counts, timezone) -%}
daily as (
    select table_name, day{% for count in counts %}, sum({{ count }}) as {{ count }}{% endfor %}
    from steps
    group by table_name, day
),

calendar as (
    select first_days.table_name, {{ refill.each_day('first_days.day', refill.day_of(refill.now(), timezone)) }} as day
    from (select table_name, min(day) as day from daily group by table_name) as first_days
),

sums as (
    select
        calendar.table_name,
        calendar.day
        {%- for count in counts %},
        cast(sum(daily.{{ count }}) over (partition by calendar.table_name order by calendar.day) as {{ refill.sql_type('integer') }}) as {{ count }}
        {%- endfor %}
    from calendar
    left join daily on daily.table_name = calendar.table_name and daily.day = calendar.day
),

waiting as (
    select calendar.table_name, calendar.day, min(states.made_at) as oldest_open
    from states
    inner join calendar
        on calendar.table_name = states.table_name
        and calendar.day >= states.day
        and (states.until is null or calendar.day < states.until)
    where states.needs_review = 1
    group by calendar.table_name, calendar.day
)
{%- endmacro %}

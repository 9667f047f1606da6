{# What each `refill run` did: how it ended, the reference rows and facts that it changed, the gates and sources that failed. #}
{% macro quality_runs(runs, sync_log) -%}
{%- set of_references = ['inserted', 'derived', 'filled', 'promoted', 'updated', 'restored', 'retired', 'needs_review'] -%}
{%- set of_facts = ['loaded', 'quarantined', 'rejected', 'superseded', 'skipped'] -%}
with attempts as (
    select
        run_id,
        count(*) as sources_read,
        sum(case when status in ('refused', 'unavailable') then 1 else 0 end) as sources_failed
    from {{ sync_log }}
    where status <> 'not_due' and run_id is not null
    group by run_id
)

select
    runs.run_id,
    runs.started_at,
    runs.finished_at,
    {{ refill.seconds_between('runs.started_at', 'runs.finished_at') }} as seconds,
    runs.exit_code,
    case
        when runs.finished_at is null then 'unfinished'
        when runs.exit_code = 0 then 'done'
        when runs.exit_code = 3 then 'refused'
        else 'failed'
    end as outcome,
    coalesce(runs.built, false) as built_everything
    {%- for name in of_references %},
    {{ refill.json_sum('runs.summary', 'references', name) }} as {{ name }}
    {%- endfor %}
    {%- for name in of_facts %},
    {{ refill.json_sum('runs.summary', 'facts', name) }} as {{ name }}
    {%- endfor %},
    {{ refill.json_failed('runs.summary', 'gates') }} as failed_gates,
    coalesce(attempts.sources_read, 0) as sources_read,
    coalesce(attempts.sources_failed, 0) as sources_failed
from {{ runs }} as runs
left join attempts on attempts.run_id = runs.run_id
{%- endmacro %}

"""The nightly jobs, their three schedules, and the sensor that does not wait for the clock."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import dagster as dg

ZONE = "Asia/Shanghai"
DAY = "refill/day"
"""The tag of a run of the facts: the day, in that zone, for which it was started."""

ALIVE = [
    status
    for status in dg.DagsterRunStatus
    if status not in (dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED)
]


def schedules(sync: Any, check: Any, facts: Any) -> list[dg.ScheduleDefinition]:
    """Return 01:00 the sync, 02:00 the check, 03:00 the facts, unless started that day and not failed."""

    @dg.schedule(name="facts_at_3", job=facts, cron_schedule="0 3 * * *", execution_timezone=ZONE)
    def facts_at_3(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        return once_a_day(context.instance, facts.name, context.scheduled_execution_time)

    return [
        dg.ScheduleDefinition("sync_at_1", job=sync, cron_schedule="0 1 * * *", execution_timezone=ZONE),
        dg.ScheduleDefinition("check_at_2", job=check, cron_schedule="0 2 * * *", execution_timezone=ZONE),
        facts_at_3,
    ]


def facts_after(jobs: Sequence[Any], facts: Any) -> dg.SensorDefinition:
    """Start the facts when one of the jobs has succeeded, once a day."""

    @dg.run_status_sensor(
        name="facts_after_sync",
        run_status=dg.DagsterRunStatus.SUCCESS,
        monitored_jobs=list(jobs),
        request_job=facts,
    )
    def facts_after_sync(context: dg.RunStatusSensorContext) -> dg.RunRequest | dg.SkipReason:
        record = context.instance.get_run_record_by_id(context.dagster_run.run_id)
        started = (
            datetime.fromtimestamp(record.start_time, ZoneInfo("UTC")) if record else datetime.now(ZoneInfo("UTC"))
        )
        return once_a_day(context.instance, facts.name, started)

    return facts_after_sync


def once_a_day(instance: dg.DagsterInstance, job: str, moment: datetime) -> dg.RunRequest | dg.SkipReason:
    """Return a request for the job's run of the day of `moment`, or the reason of none: that day has its run."""
    day = moment.astimezone(ZoneInfo(ZONE)).date().isoformat()
    found = instance.get_runs(dg.RunsFilter(job_name=job, tags={DAY: day}, statuses=ALIVE), limit=1)
    if found:
        return dg.SkipReason(f"The facts of {day} have been started: run {found[0].run_id}.")
    return dg.RunRequest(run_key=f"{job} {day}", tags={DAY: day})


def check_job(check: dg.OpDefinition) -> dg.JobDefinition:
    """Return the job around the op."""

    @dg.job(name="check", description="What the sources brought, checked before facts rest on it.")
    def job() -> None:
        check()

    return job

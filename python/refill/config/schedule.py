"""The moments when a source is due: at the times of a cron line, when it has changed, or always."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from refill.config.problems import show

WORDS = ("always", "on_change")


def schedule_problems(schedule: str) -> Iterator[str]:
    """Return the reasons why `schedule` is no schedule."""
    if schedule in WORDS:
        return
    accepted = "use five fields, such as '0 1 * * *', always or on_change."
    if len(schedule.split()) != 5:
        yield f"schedule {show(schedule)}: {accepted}"
        return
    try:
        CronSim(schedule, datetime(2000, 1, 1))
    except CronSimError as error:
        yield f"schedule {show(schedule)}: {str(error).lower()}; {accepted}"


def timezone_problems(name: str) -> Iterator[str]:
    """Return the reasons why `name` is no time zone."""
    try:
        ZoneInfo(name)
    except (OSError, ValueError):  # a name that ZoneInfo cannot find, or a text that is no name
        yield f"unknown time zone {show(name)}. Use a name such as Asia/Shanghai or UTC."


def is_due(schedule: str | None, last: datetime | None, now: datetime) -> bool:
    """Return True if a source last read at `last` is due at `now`, which carries the time zone of the schedule.

    A time that passed while nothing ran is made up for once.
    """
    if schedule is None or schedule in WORDS or last is None:
        return True
    return last < next(CronSim(schedule, now, reverse=True))

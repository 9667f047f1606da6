"""What has changed is told once: limits when they are crossed, the quarantine when it has grown."""

from datetime import UTC, datetime, timedelta

from refill.alerts.events import Event, of_outcome
from refill.alerts.table_status import Statuses, TableStatus
from refill.runs.job import Outcome

from ..support.project import Project

NOW = datetime(2026, 11, 21, tzinfo=UTC)
DAY = timedelta(days=1)


def events(project: Project, before: Statuses | None, after: Statuses) -> tuple[Event, ...]:
    outcome = Outcome("r", facts=[{"domain": "sales", "quarantined": 2}])
    return of_outcome("company", project.config, outcome, before, after, {}).events


def test_limits_are_told_when_they_are_crossed_and_not_again(project: Project) -> None:
    sound = Statuses({"客户": TableStatus(100, 5, 5, NOW - 29 * DAY)}, {}, NOW, NOW - DAY)
    over = Statuses({"客户": TableStatus(2000, 1100, 1001, NOW - 31 * DAY)}, {}, NOW, NOW - DAY)
    crossed = Event(
        "thresholds",
        3,
        (
            {"table": "客户", "limit": "max_derived_ratio", "value": 0.55, "allowed": 0.1},
            {"table": "客户", "limit": "max_open", "value": 1001.0, "allowed": 1000.0},
            {"table": "客户", "limit": "max_age_days", "value": 31.0, "allowed": 30.0},
        ),
    )
    assert events(project, sound, over) == (crossed,)
    assert events(project, None, over) == (crossed,)
    later = Statuses({"客户": TableStatus(2000, 1100, 1001, NOW - 32 * DAY)}, {}, NOW, NOW - DAY)
    assert events(project, later, later) == ()
    # a row may become too old while nothing runs: what counts is how old it was at the last run
    aged = Statuses({"客户": TableStatus(100, 5, 5, NOW - 30.5 * DAY)}, {}, NOW, NOW - DAY)
    assert [event.details[0]["limit"] for event in events(project, aged, aged)] == ["max_age_days"]


def test_the_quarantine_is_told_of_where_it_has_grown(project: Project) -> None:
    def held(**rows: int) -> Statuses:
        return Statuses({}, rows, NOW, None)

    assert events(project, held(sales=5, returns=1), held(sales=3, returns=2)) == (
        Event("quarantine", 1, ({"domain": "returns", "rows": 1, "total": 2},)),
    )
    assert events(project, held(sales=5), held(sales=5)) == ()
    assert events(project, None, held(sales=5)) == (
        Event("quarantine", 2, ({"domain": "sales", "rows": 2, "total": 5},)),
    )

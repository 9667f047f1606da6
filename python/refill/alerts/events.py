"""The alert of a run: events of six kinds, with numbers and names. Keys and words of errors are kept apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from refill.alerts.table_status import SHOWN_KEYS, Statuses, TableStatus
from refill.config.alerts import Channel, Kind
from refill.config.models import Config
from refill.runs.job import Outcome

Status = Literal["sent", "nothing", "not_set", "failed"]
CONFIDENTIAL = ("keys", "reason", "errors")
"""The parts of details that may quote cells: they go to channels with `keys: true` only."""


@dataclass(frozen=True)
class Result:
    """The result for a channel: `channel` is its type and its number in alerts.yml. `nothing`: no event was for it;
    `not_set`: an environment variable is missing.
    """

    channel: str
    status: Status
    reason: str | None = None


@dataclass(frozen=True)
class Event:
    """`count` is the number for `at_least`; `details` are places: tables, domains, gates with their numbers."""

    kind: Kind
    count: int
    details: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Alert:
    """The events of one run. `exit_code` is that of the program."""

    project: str
    run_id: str
    exit_code: int
    events: tuple[Event, ...] = field(default=())

    def meant_for(self, channel: Channel) -> "Alert":
        """Return the events that the channel wants, with the details that it may have."""
        wanted = [e for e in self.events if e.kind in channel.on and e.count >= getattr(channel.at_least, e.kind)]
        if not channel.keys:
            wanted = [Event(e.kind, e.count, tuple(_without(d, CONFIDENTIAL) for d in e.details)) for e in wanted]
        return Alert(self.project, self.run_id, self.exit_code, tuple(wanted))


def _without(detail: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: value for name, value in detail.items() if name not in names}


def of_outcome(
    project: str,
    config: Config,
    outcome: Outcome,
    before: Statuses | None,
    after: Statuses,
    keys: Mapping[str, list[str]],
) -> Alert:
    """Return the events of a run that came to its end.

    `before` is None where nothing could be read then; `keys` are the new derived keys by table.
    """
    events = [
        _derived(outcome, keys),
        _thresholds(config, before, after),
        _quarantine(outcome, before, after),
        _degraded(outcome),
        _gates(outcome),
        _failed(outcome),
    ]
    return Alert(project, outcome.run_id, outcome.exit_code, tuple(e for e in events if e.count))


def of_error(project: str, run_id: str, exit_code: int, error: str) -> Alert:
    """Return the one event of a run that an error has ended."""
    return Alert(project, run_id, exit_code, (Event("failed", 1, ({"stages": [], "errors": [error]},)),))


def _derived(outcome: Outcome, keys: Mapping[str, list[str]]) -> Event:
    found = [
        {"table": row["table"], "rows": row["derived"], "keys": keys.get(row["table"], [])}
        for row in outcome.references
        if row["derived"]
    ]
    return Event("derived", sum(row["rows"] for row in found), tuple(found))


def _thresholds(config: Config, before: Statuses | None, after: Statuses) -> Event:
    """Return limits that are exceeded now, and were not when the last run had ended."""
    found = []
    for name, now in after.tables.items():
        then = before.tables.get(name, TableStatus()) if before else TableStatus()
        old = then.over(config.tables[name], before.last_run if before else None)
        for limit, (value, allowed) in now.over(config.tables[name], after.at).items():
            if limit not in old:
                found.append({"table": name, "limit": limit, "value": round(value, 4), "allowed": allowed})
    return Event("thresholds", len(found), tuple(found))


def _quarantine(outcome: Outcome, before: Statuses | None, after: Statuses) -> Event:
    """Return domains with more rows in quarantine than before; where that is not known, those that set rows aside."""
    newly = {row["domain"]: row["quarantined"] for row in outcome.facts}
    found: list[dict[str, Any]] = []
    for name, total in after.quarantined.items():
        rows = total - before.quarantined.get(name, 0) if before else newly.get(name, 0)
        if rows > 0:
            found.append({"domain": name, "rows": rows, "total": total})
    return Event("quarantine", sum(row["rows"] for row in found), tuple(found))


def _degraded(outcome: Outcome) -> Event:
    found = [
        {"table": s.table, "source": s.name or s.source, "status": s.status, "reason": s.reason}
        for s in outcome.sources
        if s.failed
    ]
    return Event("degraded", len(found), tuple(found))


def _gates(outcome: Outcome) -> Event:
    found = [
        {"gate": gate["name"], "failing": gate["failing_count"], "keys": gate["failing_keys"][:SHOWN_KEYS]}
        for gate in outcome.gates
        if not gate["ok"]
    ]
    return Event("gates", len(found), tuple(found))


def _failed(outcome: Outcome) -> Event:
    stages = [stage["name"] for stage in outcome.stages if not stage["ok"]]
    refused = [f"{file.path}: {file.reason}" for file in outcome.files if file.status == "refused"]
    detail = {"stages": stages, "files": len(refused), "errors": [*outcome.errors, *refused]}
    return Event("failed", 1 if outcome.exit_code else 0, (detail,))


SAMPLE = (
    Event("derived", 12, ({"table": "plans", "rows": 12, "keys": ["P0001", "P0002"]},)),
    Event("thresholds", 1, ({"table": "plans", "limit": "max_derived_ratio", "value": 0.12, "allowed": 0.1},)),
    Event("quarantine", 3, ({"domain": "orders", "rows": 3, "total": 7},)),
    Event("degraded", 1, ({"table": "plans", "source": "file", "status": "unavailable", "reason": "a sample"},)),
    Event("gates", 1, ({"gate": "gate_orders_keys", "failing": 2, "keys": ["fk_plan: P0003"]},)),
    Event("failed", 1, ({"stages": ["build"], "files": 0, "errors": ["a sample"]},)),
)
"""One event of each kind, for `refill alert test`."""

"""The contents of the report, read from the ledger, the reference tables, the facts and the quarantine."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from refill.config.models import Config
from refill.database.warehouse import Warehouse
from refill.quarantine.read import Quarantine, QuarantineFilter
from refill.report.review import Queue, queues
from refill.runs.status import status

REMEMBERED = 200  # runs in a plot
LISTED = 20  # runs in the list

RUNS = """
select r.run_id, r.started_at, r.finished_at, r.exit_code, r.summary
from {runs} as r order by r.started_at desc, r.run_id limit %s
"""
DEGRADED = """
select s.run_id, s.table_name, s.source, s.status
from {sync_log} as s
where s.status in ('refused', 'unavailable') and s.run_id = any (%s)
order by s.sequence
"""
COVERAGE = """
select c.run_id, c.table_name, sum(c.keys)::bigint, sum(c.authoritative)::bigint
from {coverage} as c where c.run_id = any (%s)
group by c.run_id, c.table_name
"""
CONFLICTS = """
select table_name, count(*) from {conflicts} group by table_name order by count(*) desc, table_name collate "C"
"""


@dataclass(frozen=True)
class TableNow:
    """A reference table as it is, and the share of derived rows from which on it is too much."""

    name: str
    authoritative: int
    auto_derived: int
    needs_review: int
    retired: int
    total: int
    max_derived_ratio: float


@dataclass(frozen=True)
class Point:
    """A share at the end of a run."""

    at: datetime
    share: float


@dataclass(frozen=True)
class SetAside:
    """The rows of a domain that are set aside for a reason; '' for rows that load in the next run."""

    domain: str
    reason: str
    rows: int


@dataclass(frozen=True)
class Run:
    """One run. Unknown values of one that did not end are None; `degraded` are table, source and status."""

    run_id: str
    started_at: datetime
    seconds: float | None
    exit_code: int | None
    loaded: int | None
    quarantined: int | None
    derived: int | None
    degraded: list[tuple[str, str, str]]


@dataclass(frozen=True)
class Report:
    """The contents of the page. `ratios`: the share of derived rows; `coverage`: that of keys in arrived facts with an
    authoritative row; both by reference table, the oldest run first.
    """

    tables: list[TableNow]
    ratios: dict[str, list[Point]]
    coverage: dict[str, list[Point]]
    queues: list[Queue]
    set_aside: list[SetAside]
    quarantined: dict[str, int]
    runs: list[Run]
    conflicts: dict[str, int]


def read(warehouse: Warehouse) -> Report:
    """Return the report of a database that has refill's own tables; tables that no run has made yet count as empty."""
    runs = warehouse.rows(RUNS, [REMEMBERED])
    ids = [run[0] for run in runs]
    degraded: dict[str, list[tuple[str, str, str]]] = {}
    for run_id, table, source, state in warehouse.rows(DEGRADED, [ids]):
        degraded.setdefault(run_id, []).append((table, source, state))
    now = status(warehouse)["references"]
    with Quarantine(warehouse, QuarantineFilter()) as held:
        set_aside = [SetAside(d.name, reason, count) for d in held.domains for reason, count in held.counts(d)]
        quarantined = {d.name: held.total(d) for d in held.domains}
    return Report(
        tables=[
            TableNow(name, **now[name], max_derived_ratio=t.review.max_derived_ratio)
            for name, t in warehouse.config.tables.items()
        ],
        ratios=_ratios(warehouse.config, runs),
        coverage=_coverage(warehouse, runs),
        queues=queues(warehouse),
        set_aside=set_aside,
        quarantined=quarantined,
        runs=[_run(line, degraded.get(line[0], [])) for line in runs[:LISTED]],
        conflicts=dict(warehouse.rows(CONFLICTS)),
    )


def _ratios(config: Config, runs: list[tuple[Any, ...]]) -> dict[str, list[Point]]:
    found: dict[str, list[Point]] = {name: [] for name in config.tables}
    for _, started, _, _, summary in reversed(runs):
        for row in (summary or {}).get("references", ()):
            if row["table"] in found and row["total"]:
                share = 1 - row["authoritative"] / row["total"]
                found[row["table"]].append(Point(started, round(share, 6)))
    return found


def _coverage(warehouse: Warehouse, runs: list[tuple[Any, ...]]) -> dict[str, list[Point]]:
    found: dict[str, list[Point]] = {name: [] for name in warehouse.config.tables}
    times = {run_id: started for run_id, started, *_ in runs}
    statement = COVERAGE
    for run_id, table, keys, authoritative in warehouse.rows(statement, [list(times)]):
        if table in found and keys:
            found[table].append(Point(times[run_id], round(authoritative / keys, 6)))
    return {table: sorted(points, key=lambda point: point.at) for table, points in found.items()}


def _run(line: tuple[Any, ...], degraded: list[tuple[str, str, str]]) -> Run:
    run_id, started, finished, exit_code, summary = line
    seconds = (finished - started).total_seconds() if finished else None
    return Run(
        run_id,
        started,
        seconds,
        exit_code,
        _sum(summary, "facts", "loaded"),
        _sum(summary, "facts", "quarantined"),
        _sum(summary, "references", "derived"),
        degraded,
    )


def _sum(summary: dict[str, Any] | None, part: str, name: str) -> int | None:
    """Return a sum of a run that ended."""
    return sum(row[name] for row in summary.get(part, ())) if summary is not None else None

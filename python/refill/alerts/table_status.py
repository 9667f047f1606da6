"""The state of reference tables and quarantine: read before a run and after it, to see the changes."""

from dataclasses import dataclass
from datetime import datetime

from psycopg2 import sql

from refill.config.models import ReferenceTable
from refill.database.warehouse import Warehouse

SHOWN_KEYS = 20
COUNTS = """
select count(*), count(*) filter (where _source = 'auto_derived'), count(*) filter (where _needs_review),
    min(_derived_at) filter (where _needs_review)
from {table}
"""
LAST_RUN = "select clock_timestamp(), max(started_at) from {runs} where finished_at is not null and run_id <> %s"
NEW = """
select {keys} from {table}
where _needs_review and _derived_at >= (select started_at from {runs} where run_id = %s)
order by {keys} limit %s
"""


@dataclass(frozen=True)
class TableStatus:
    """A reference table: its rows, the derived ones, those to be reviewed, and how old the oldest of them is."""

    total: int = 0
    derived: int = 0
    open: int = 0
    oldest: datetime | None = None

    def over(self, table: ReferenceTable, at: datetime | None) -> dict[str, tuple[float, float]]:
        """Return the limits that are exceeded at a moment: by name the value and the allowed one. Ages are in days."""
        review = table.review
        age = (at - self.oldest).total_seconds() / 86400 if self.oldest and at else 0.0
        found = {
            "max_derived_ratio": (self.derived / self.total if self.total else 0.0, review.max_derived_ratio),
            "max_open": (float(self.open), float(review.max_open)),
            "max_age_days": (round(age, 1), float(review.max_age_days)),
        }
        return {name: (value, allowed) for name, (value, allowed) in found.items() if value > allowed}


@dataclass(frozen=True)
class Statuses:
    """All of them, and the rows in quarantine by domain. `last_run`: when the newest run began that has ended."""

    tables: dict[str, TableStatus]
    quarantined: dict[str, int]
    at: datetime | None = None
    last_run: datetime | None = None


def statuses(warehouse: Warehouse, run_id: str = "") -> Statuses:
    """Return the present state. The run `run_id` does not count as the last. Missing tables count as empty."""
    at, last = None, None
    if warehouse.exists((warehouse.schemas.ledger, "runs")):
        at, last = warehouse.rows(LAST_RUN, [run_id])[0]
    tables = {}
    for table in warehouse.made_tables:
        tables[table.name] = TableStatus(*warehouse.rows(COUNTS, table=warehouse.table(table))[0])
    quarantined = {}
    for domain in warehouse.config.domains.values():
        held = warehouse.quarantine(domain)
        if warehouse.exists(held):
            quarantined[domain.name] = warehouse.value("select count(*) from {held}", held=held)
    return Statuses(tables, quarantined, at, last)


def new_keys(warehouse: Warehouse, table: ReferenceTable, run_id: str) -> list[str]:
    """Return the first keys of the rows that a run has derived; the parts of one key are joined by ` / `."""
    keys = sql.SQL(", ").join(map(sql.Identifier, table.keys))
    found = warehouse.rows(NEW, [run_id, SHOWN_KEYS], table=warehouse.table(table), keys=keys)
    return [" / ".join(map(str, key)) for key in found]

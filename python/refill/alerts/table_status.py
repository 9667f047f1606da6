"""The state of reference tables and quarantine: read before a run and after it, to see the changes."""

from dataclasses import dataclass
from datetime import datetime

from psycopg2.extensions import connection as Connection

from refill.config.models import Config, ReferenceTable
from refill.database.query import exists, format_sql, rows
from refill.database.schemas import Schemas

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


def statuses(connection: Connection, schemas: Schemas, config: Config, run_id: str = "") -> Statuses:
    """How things stand. The run `run_id` does not count as the last. Tables that are not there count as empty."""
    at, last = None, None
    if exists(connection, schemas.ledger, "runs"):
        at, last = rows(connection, format_sql(LAST_RUN, runs=(schemas.ledger, "runs")), [run_id])[0]
    tables = {}
    for name in config.tables:
        if exists(connection, schemas.target, name):
            tables[name] = TableStatus(*rows(connection, format_sql(COUNTS, table=(schemas.target, name)))[0])
    quarantined = {}
    for name in config.domains:
        if exists(connection, schemas.quarantine, name):
            counted = rows(connection, format_sql("select count(*) from {table}", table=(schemas.quarantine, name)))
            quarantined[name] = counted[0][0]
    return Statuses(tables, quarantined, at, last)


def new_keys(connection: Connection, schemas: Schemas, table: ReferenceTable, run_id: str) -> list[str]:
    """The first keys of the rows that a run has derived; the parts of one key are joined by ` / `."""
    names = {f"k{number}": key for number, key in enumerate(table.keys)}
    statement = NEW.replace("{keys}", ", ".join(f"{{{name}}}" for name in names))
    found = rows(
        connection,
        format_sql(statement, table=(schemas.target, table.name), runs=(schemas.ledger, "runs"), **names),
        [run_id, SHOWN_KEYS],
    )
    return [" / ".join(map(str, key)) for key in found]

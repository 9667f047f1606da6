"""The ledger's records of a source: its last rows, and every attempt to read it."""

from dataclasses import dataclass, field
from datetime import datetime

from psycopg2.extras import Json

from refill.config.models import ReferenceTable, Source
from refill.database.warehouse import Transaction, Warehouse

READ = "select sha256, rows, high_water, reading, types from {syncs} where table_name = %s and source = %s"
WRITE = """
insert into {syncs} as held (table_name, source, sha256, rows, high_water, reading, types, accepted_retirements)
values (%s, %s, %s, %s, %s, %s, %s, %s)
on conflict (table_name, source) do update set
    sha256 = excluded.sha256, rows = excluded.rows, high_water = excluded.high_water, reading = excluded.reading,
    types = excluded.types, accepted_retirements = held.accepted_retirements + excluded.accepted_retirements,
    merged = held.merged and not %s, synced_at = now()
"""
LAST_READ = """
select max(started_at) from {sync_log} where table_name = %s and source = %s and status in ('synced', 'unchanged')
"""
LOG = """
insert into {sync_log} (run_id, table_name, source, status, rows, seconds, reason, started_at)
values (%s, %s, %s, %s, %s, %s, %s, %s)
"""


@dataclass(frozen=True)
class State:
    """The state of a source when it was last synced; `is_there` is false where it never was.

    `reading` is the hash of the settings by which it was read.
    """

    sha256: str | None = None
    rows: int = 0
    high_water: str | None = None
    reading: str | None = None
    types: dict[str, str] = field(default_factory=dict)
    is_there: bool = False


@dataclass(frozen=True)
class Memory:
    """The ledger's part about one source."""

    warehouse: Warehouse
    table: ReferenceTable
    source: Source

    @property
    def _names(self) -> list[str]:
        return [self.table.name, self.source.name or ""]

    def state(self) -> State:
        found = self.warehouse.rows(READ, self._names)
        if not found:
            return State()
        sha256, count, high_water, reading, types = found[0]
        return State(sha256, count, high_water, reading, types, is_there=True)

    def keep(self, work: Transaction, state: State, accepted: int, changed: bool) -> None:
        """Keep the state after a sync, in its transaction.

        The next build merges the rows where they `changed`, and may retire as many keys more as are `accepted`.
        """
        values = [*self._names, state.sha256, state.rows, state.high_water, state.reading, Json(state.types)]
        values += [accepted, changed]
        work.execute(WRITE, values)

    def last_read(self) -> datetime | None:
        """Return when the source was last read."""
        found: datetime | None = self.warehouse.value(LAST_READ, self._names)
        return found

    def log(
        self, run_id: str | None, status: str, count: int, seconds: float, reason: str | None, started: datetime
    ) -> None:
        """Log one attempt, with any result."""
        values = [run_id, *self._names, status, count, seconds, reason, started]
        with self.warehouse.transaction() as work:
            work.execute(LOG, values)

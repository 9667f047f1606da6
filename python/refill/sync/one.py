"""One source of one reference table, read into its landing table: whole or not at all."""

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from refill.config.models import ReferenceTable, Source
from refill.config.problems import show
from refill.config.source import Reading, Request, Unavailable
from refill.database.warehouse import Transaction, Warehouse
from refill.errors import Refused
from refill.sync.guards import Arrival, check
from refill.sync.incoming import Landing, copy_in, write_differences
from refill.sync.state import Memory, State

Status = Literal["synced", "unchanged", "not_due", "refused", "unavailable", "seed"]
SHOWN_COLUMNS = 30


@dataclass(frozen=True)
class SyncedTable:
    """The outcome for one source of a reference table.

    `rows` is the number of its rows, or of those last read where it has not changed. `reason` says why it was refused
    or not available, or adds a note. `name` tells several sources of a table apart.
    """

    table: str
    source: str
    status: Status
    rows: int
    reason: str | None = None
    name: str = ""
    required: bool = False
    seconds: float = field(default=0.0, compare=False)

    @property
    def failed(self) -> bool:
        return self.status in ("refused", "unavailable")


@dataclass(frozen=True)
class SyncRequest:
    """The request of a sync. `tables`: only these, due or not. `everything`: due or not.

    `full` reads unchanged sources, and earlier rows of incremental ones, once more. `accept_retire` lets exactly so
    many keys go, `accept_types` takes changed types of the source's columns.
    """

    tables: tuple[str, ...] = ()
    everything: bool = False
    full: bool = False
    accept_retire: int | None = None
    accept_types: bool = False
    run_id: str | None = None


@dataclass(frozen=True)
class OneSource:
    """A source that is to be read. `source` has all settings, its own or the table's."""

    warehouse: Warehouse
    table: ReferenceTable
    source: Source
    root: Path
    request: SyncRequest

    @property
    def memory(self) -> Memory:
        return Memory(self.warehouse, self.table, self.source)

    @property
    def landing(self) -> Landing:
        return Landing(self.warehouse.schemas, self.table, self.table.landing(self.source))

    @property
    def incremental(self) -> bool:
        return self.source.strategy == "incremental"

    def outcome(self, status: Status, rows: int = 0, reason: str | None = None) -> SyncedTable:
        name, required = self.source.name or "", self.source.required
        return SyncedTable(self.table.name, self.source.type, status, rows, reason, name, required)

    def sync(self) -> SyncedTable:
        """Read the source and keep its rows, or report why not. Every attempt is in the log of syncs."""
        started, clock = datetime.now(UTC), time.monotonic()
        try:
            with self._lock():
                found = self._read()
        except Unavailable as trouble:
            found = self.outcome("unavailable", reason=str(trouble))
        except Refused as refusal:
            found = self.outcome("refused", reason=str(refusal))
        found = replace(found, seconds=round(time.monotonic() - clock, 3))
        self.memory.log(self.request.run_id, found.status, found.rows, found.seconds, found.reason, started)
        return found

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """Allow one sync of a source at a time. The lock is the session's: a slow source keeps no transaction open."""
        name = [f"refill sync {self.warehouse.schemas.landing} {self.landing.name}"]
        self.warehouse.rows("select pg_advisory_lock(hashtextextended(%s, 0))", name)
        try:
            yield
        finally:
            if not self.warehouse.connection.closed:
                self.warehouse.rows("select pg_advisory_unlock(hashtextextended(%s, 0))", name)

    def _read(self) -> SyncedTable:
        before = self.memory.state()
        full = self.request.full or before.reading != self.settings
        theirs = {ours: name for name, ours in self.source.columns.items()}
        wanted = {theirs.get(name, name): name for name in self.table.columns}
        since = before.high_water if self.incremental and not full else None
        request = Request(self.root, tuple(wanted), self.source.cursor if self.incremental else None, since)
        with self.source.open(request) as reading:
            known = reading.fingerprint is not None and reading.fingerprint == before.sha256
            if known and not full and self.request.accept_retire is None:
                return self.outcome("unchanged", before.rows)
            columns = {name: wanted[name] for name in reading.columns}
            self._check_key(columns, reading)
            with self.warehouse.transaction() as work:
                partial = self.incremental and not full
                count, accepted, changed = self._land(work, reading, columns, before, partial)
                held = self._count(work) if self.incremental else count
                types = self._types(reading, columns)
                mark = reading.high_water or since
                after = State(reading.fingerprint, held, mark, self.settings, types, is_there=True)
                if after != before or changed or accepted:
                    self.memory.keep(work, after, accepted, changed or accepted > 0)
        status: Status = "synced" if changed or not before.is_there or self.request.full else "unchanged"
        return self.outcome(status, count, self._left_out(columns))

    @property
    def settings(self) -> str:
        """The hash of all that decides how the source is read. A new column reads an unchanged source once more."""
        own = self.source.model_dump_json(exclude={"guard", "schedule", "required"})
        columns = [f"{name} {column.type} {column.case}" for name, column in self.table.columns.items()]
        return hashlib.sha256(f"{own} {self.table.keys} {columns}".encode()).hexdigest()

    def _land(
        self, work: Transaction, reading: Reading, columns: dict[str, str], before: State, partial: bool
    ) -> tuple[int, int, bool]:
        """Return the number of rows that came, of keys that may go, and True if anything changed."""
        count = copy_in(work.cursor, self.landing, list(columns.values()), reading.chunks)
        arrival = Arrival(
            columns=list(columns.values()),
            partial=partial,
            retiring=self.source.strategy == "full_replace",
            guard=self.source.guard or self.table.guard,
            types=self._types(reading, columns),
            types_before={} if self.request.accept_types else before.types,
            accepted=self.request.accept_retire,
        )
        gone = check(work.cursor, self.landing, arrival, self.source.label)
        return count, max(gone, self.request.accept_retire or 0), write_differences(work.cursor, self.landing, partial)

    def _types(self, reading: Reading, columns: dict[str, str]) -> dict[str, str]:
        return {name: reading.types[name] for name in columns if name in reading.types}

    def _check_key(self, columns: dict[str, str], reading: Reading) -> None:
        missing = [key for key in self.table.keys if key not in columns.values()]
        if missing:
            shown = ", ".join(show(name).strip("'") for name in reading.offered[:SHOWN_COLUMNS])
            more = ", …" if len(reading.offered) > SHOWN_COLUMNS else ""
            raise Refused(f"{self.source.label}: key column {missing[0]!r} is missing. It has: {shown}{more}.")

    def _left_out(self, columns: dict[str, str]) -> str | None:
        absent = [name for name in self.table.columns if name not in columns.values()]
        return f"the source has no {', '.join(absent)}" if absent else None

    def _count(self, work: Transaction) -> int:
        return int(work.value("select count(*) from {landing}", landing=self.landing.relation))

"""The pipeline without a database: pipeline.md and config.md as plain Python, over dictionaries.

A run is `sync`, then `land`, then `build`, each below in this order. What reference tables derive from the facts is
`tests/derivation/model.py`; everything else is here.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from refill.config.models import Config, Domain, ForeignKey, ReferenceTable

from ..derivation.cells import fold, matches
from ..derivation.model import Arrivals, State, after
from .files import Disk, File
from .rows import Place, Row, Scope, staged_row


@dataclass(frozen=True)
class Batch:
    """A file that was accepted for a domain; `number` says which came first."""

    number: int
    domain: str
    path: str
    file: File


@dataclass
class Held:
    """What a domain holds: which batches are loaded, and where their rows are."""

    loaded: set[int] = field(default_factory=set)
    facts: dict[Place, Row] = field(default_factory=dict)
    quarantine: dict[Place, tuple[Row, frozenset[str]]] = field(default_factory=dict)
    scopes: dict[Scope, int] = field(default_factory=dict)
    """The newest loaded batch of each scope."""


@dataclass
class Pipeline:
    """The whole state. Numbers of runs are the moments of reference rows."""

    runs: int = 0
    batches: list[Batch] = field(default_factory=list)
    seen: dict[tuple[str, str], File] = field(default_factory=dict)
    """What each path brought when landing last looked, for each domain."""
    synced: dict[str, File] = field(default_factory=dict)
    """The last good state of each source."""
    built: int = 0
    """How many of the batches a build has seen."""
    held: dict[str, Held] = field(default_factory=dict)
    references: State = field(default_factory=dict)

    def run(self, config: Config, disk: Disk, domains: Collection[str] = ()) -> set[str]:
        """One run; `domains` limits what is landed and loaded. The result names what was refused."""
        self.runs += 1
        chosen = [domain for name, domain in config.domains.items() if not domains or name in domains]
        refused = self.sync(config, disk)
        self.land(chosen, disk)
        return refused | self.build(config, chosen)

    # ---- sync: the last good state of each source ----

    def sync(self, config: Config, disk: Disk) -> set[str]:
        """Takes each source whole, unless its guard refuses it. Seeds are dbt's, and have no guard."""
        refused = set()
        for table in config.tables.values():
            given = disk.sources[table.name]
            if given == self.synced.get(table.name):
                continue
            if table.source.type == "file" and _guard_refuses(table, self.synced.get(table.name), given):
                refused.add(table.name)
            else:
                self.synced[table.name] = given
        return refused

    # ---- land: which files are new batches ----

    def land(self, chosen: list[Domain], disk: Disk) -> None:
        """Each file whose bytes are new, or say something again after something newer took their place."""
        for domain in chosen:
            for path in sorted(path for path in disk.facts if _takes(domain, path)):
                if self.is_new(domain, path, disk.facts[path]):
                    self.batches.append(Batch(len(self.batches) + 1, domain.name, path, disk.facts[path]))
                self.seen[domain.name, path] = disk.facts[path]

    def is_new(self, domain: Domain, path: str, file: File) -> bool:
        """A, B and then A again is a correction. A file that stays where it is says nothing twice."""
        if self.seen.get((domain.name, path)) == file:
            return False
        same_bytes = [b for b in self.batches if b.domain == domain.name and b.file == file]
        if not same_bytes:
            return True
        if domain.load.mode == "append":
            return False
        newest = same_bytes[-1]
        brought_since = [
            b for b in self.batches if (b.domain, b.path) == (domain.name, path) and b.number > newest.number
        ]
        return bool(brought_since) or self.is_superseded(domain, newest)

    def is_superseded(self, domain: Domain, batch: Batch) -> bool:
        """Whether a newer batch delivers a scope of this one, as far as builds have seen them."""
        newer = [b for b in self.batches[batch.number : self.built] if b.domain == domain.name]
        return any(delivered(domain, batch) & delivered(domain, b) for b in newer)

    # ---- build: reference tables, gates, facts and quarantine ----

    def build(self, config: Config, chosen: list[Domain]) -> set[str]:
        """Reference tables see what every domain has pending; a domain that its gate stops stays as it was."""
        self.built = len(self.batches)
        staged = {domain.name: list(self.staged(domain)) for domain in config.domains.values()}
        pending = {name: [row.fact for row in rows] for name, rows in staged.items()}
        sources = {name: list(file.rows.values()) for name, file in self.synced.items()}
        self.references = after(config, self.references, Arrivals(self.runs, pending, sources))
        refused = {name for name in config.tables if self.is_unsound(config.tables[name])}
        for domain in chosen:
            stopped = any(key.target_table in refused for key in domain.foreign_keys)
            if any(self.breaks_gate(domain, row) for row in staged[domain.name]):
                refused.add(f"gate of {domain.name}")
            elif not stopped:
                self.load(domain, staged[domain.name])
        return refused

    def staged(self, domain: Domain) -> Iterator[Row]:
        """The rows of pending batches and those in quarantine, without those whose scope a newer batch delivers."""
        rows = [row for batch in self.pending(domain) for row in rows_of(domain, batch)]
        newest = self.scopes_after(domain)
        for row in [*(_again(domain, row) for row, _ in self.held_by(domain).quarantine.values()), *rows]:
            if row.scope is None or newest[row.scope] == row.fact.batch:
                yield row

    def pending(self, domain: Domain) -> list[Batch]:
        loaded = self.held_by(domain).loaded
        return [batch for batch in self.batches if batch.domain == domain.name and batch.number not in loaded]

    def scopes_after(self, domain: Domain) -> dict[Scope, int]:
        """The newest batch of each scope once the pending ones are loaded."""
        newest = dict(self.held_by(domain).scopes)
        for batch in self.pending(domain):
            for scope in delivered(domain, batch):
                newest[scope] = max(newest.get(scope, 0), batch.number)
        return newest

    def is_unsound(self, table: ReferenceTable) -> bool:
        """Whether an authoritative row could not be taken in, because its parent does not exist."""
        given = self.synced.get(table.name, File((), ())).rows.values()
        keys = [tuple(fold(row[name], table.columns[name].case) for name in table.keys) for row in given]
        held = self.references[table.name]
        return any(key not in held or held[key].source != "authoritative" for key in keys)

    def breaks_gate(self, domain: Domain, row: Row) -> bool:
        """Whether a row that nothing else keeps back has a key that nobody has, or lacks one that it must have."""
        return not self.reasons(domain, row) and any(
            self.is_missing(key, row) or (key.on_null == "fail" and None in row.key(key)) for key in domain.foreign_keys
        )

    def is_missing(self, key: ForeignKey, row: Row) -> bool:
        return None not in row.key(key) and row.key(key) not in self.references[key.target_table]

    def reasons(self, domain: Domain, row: Row) -> frozenset[str]:
        """Why a row is set aside."""
        missing = {
            f"missing_key:{key.name}"
            for key in domain.foreign_keys
            if key.on_missing == "quarantine" and self.is_missing(key, row)
        }
        return row.problems | missing

    def load(self, domain: Domain, staged: list[Row]) -> None:
        """All at once: older batches give up the scopes that newer ones deliver, rows go where they belong."""
        held = self.held_by(domain)
        held.scopes = self.scopes_after(domain)
        held.loaded |= {batch.number for batch in self.pending(domain)}
        for place, row in [*held.facts.items(), *((place, row) for place, (row, _) in held.quarantine.items())]:
            if row.scope is not None and held.scopes[row.scope] != row.fact.batch:
                held.facts.pop(place, None)
                held.quarantine.pop(place, None)
        for row in staged:
            reasons = self.reasons(domain, row)
            held.quarantine.pop(row.fact.place, None)
            if reasons:
                held.quarantine[row.fact.place] = (row, reasons)
            else:
                held.facts[row.fact.place] = row

    def held_by(self, domain: Domain) -> Held:
        return self.held.setdefault(domain.name, Held())


# ---- batches ----


def rows_of(domain: Domain, batch: Batch) -> Iterator[Row]:
    """The readable rows of a batch."""
    for number, cells in batch.file.rows.items():
        yield staged_row(domain, batch.number, number, cells)


def delivered(domain: Domain, batch: Batch) -> set[Scope]:
    """The scopes that a batch holds rows of."""
    return {row.scope for row in rows_of(domain, batch) if row.scope is not None}


def _again(domain: Domain, row: Row) -> Row:
    """A row that was set aside, as the YAML reads it now."""
    return staged_row(domain, *row.fact.place, row.cells)


# ---- files and sources ----


def _takes(domain: Domain, path: str) -> bool:
    name = path.rsplit("/", 1)[-1]
    return any(matches(name, pattern) for pattern in domain.files.patterns)


def _guard_refuses(table: ReferenceTable, before: File | None, given: File) -> bool:
    """Too few rows, empty or doubled keys, a lost column, too many keys gone."""
    keys, old = _keys(table, given), _keys(table, before)
    lost = {name for row in (before.rows.values() if before else ()) for name in row if row[name]} - set(given.header)
    gone = set(old) - set(keys) if table.strategy == "full_replace" else set()
    return (
        len(keys) < table.guard.min_rows
        or len(set(keys)) < len(keys)
        or any("" in key for key in keys)
        or bool(lost)
        or len(gone) > len(old) * table.guard.max_retire_ratio
    )


def _keys(table: ReferenceTable, file: File | None) -> list[tuple[str, ...]]:
    rows = file.rows.values() if file else ()
    return [tuple(fold(row[name], table.columns[name].case) for name in table.keys) for row in rows]

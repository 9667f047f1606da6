"""The pipeline without a database, as plain Python over dictionaries.

A run is `sync`, then `land`, then `build`, each below in this order. What reference tables derive from the facts is
`tests/derivation/model.py`; everything else is here.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from refill.config.models import Config, Domain, ForeignKey, ReferenceTable

from ..derivation.cells import fold, matches
from ..derivation.model import Arrivals, State, after
from .files import Disk, File
from .guards import guard_refuses
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


@dataclass(frozen=True)
class Build:
    """What a build had before it: the YAML, the domains to load, what the sources said, how many batches there were."""

    config: Config
    chosen: tuple[str, ...]
    synced: dict[str, File]
    batches: int


@dataclass
class Pipeline:
    """The whole state. Numbers of runs are the moments of reference rows."""

    batches: list[Batch] = field(default_factory=list)
    undone: set[int] = field(default_factory=set)
    seen: dict[tuple[str, str], File] = field(default_factory=dict)
    """What each path brought when landing last looked, for each domain."""
    synced: dict[str, File] = field(default_factory=dict)
    """The last good state of each source."""
    builds: list[Build] = field(default_factory=list)
    held: dict[str, Held] = field(default_factory=dict)
    references: State = field(default_factory=dict)

    def run(self, config: Config, disk: Disk, domains: Collection[str] = ()) -> set[str]:
        """Run once; `domains` limits landing and loading. Return the names of refused sources and domains."""
        chosen = [domain for name, domain in config.domains.items() if not domains or name in domains]
        refused = self.sync(config, disk)
        self.land(chosen, disk)
        return refused | self.build(config, chosen)

    def undo(self, config: Config, number: int) -> set[str]:
        """All builds again as if the batch had never been, and one more. Nothing is synced or landed."""
        self.undone.add(number)
        again = Pipeline(undone=self.undone)
        for build in self.builds:
            again.batches, again.synced = self.batches[: build.batches], dict(build.synced)
            again.build(build.config, [build.config.domains[name] for name in build.chosen])
        self.held, self.references = again.held, again.references
        return self.build(config, list(config.domains.values()))

    # ---- sync: the last good state of each source ----

    def sync(self, config: Config, disk: Disk) -> set[str]:
        """Takes each source whole, unless its guard refuses it. Seeds are dbt's, and have no guard."""
        refused = set()
        for table in config.tables.values():
            before, given = self.synced.get(table.name), disk.sources[table.name]
            if given != before and table.sources[0].type == "file" and guard_refuses(table, before, given):
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
        """A, B and then A again is a correction. A file that stays where it is says nothing twice; what a person has
        undone comes back only by name."""
        if self.seen.get((domain.name, path)) == file:
            return False
        same_bytes = [b for b in self.batches if b.domain == domain.name and b.file == file]
        if not same_bytes:
            return True
        newest = same_bytes[-1]
        if newest.number in self.undone or domain.load.mode == "append":
            return False
        since = [batch for batch in self.living(domain) if batch.path == path and batch.number > newest.number]
        return bool(since) or self.is_superseded(domain, newest)

    def is_superseded(self, domain: Domain, batch: Batch) -> bool:
        """Return True if a newer batch delivers a scope of this one, as far as builds have seen them."""
        seen = self.builds[-1].batches if self.builds else 0
        newer = [b for b in self.living(domain) if batch.number < b.number <= seen]
        return any(delivered(domain, batch) & delivered(domain, b) for b in newer)

    # ---- build: reference tables, gates, facts and quarantine ----

    def build(self, config: Config, chosen: list[Domain]) -> set[str]:
        """Reference tables see what every domain has pending; a domain that its gate stops stays as it was."""
        self.builds.append(Build(config, tuple(d.name for d in chosen), dict(self.synced), len(self.batches)))
        staged = {domain.name: list(self.staged(domain)) for domain in config.domains.values()}
        pending = {name: [row.fact for row in rows] for name, rows in staged.items()}
        sources = {name: list(file.rows.values()) for name, file in self.synced.items()}
        self.references = after(config, self.references, Arrivals(len(self.builds), pending, sources))
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
        return [batch for batch in self.living(domain) if batch.number not in self.held_by(domain).loaded]

    def living(self, domain: Domain) -> list[Batch]:
        """The batches of a domain that are not undone."""
        return [batch for batch in self.batches if batch.domain == domain.name and batch.number not in self.undone]

    def scopes_after(self, domain: Domain) -> dict[Scope, int]:
        """The newest batch of each scope once the pending ones are loaded."""
        newest = dict(self.held_by(domain).scopes)
        for batch in self.pending(domain):
            for scope in delivered(domain, batch):
                newest[scope] = max(newest.get(scope, 0), batch.number)
        return newest

    def is_unsound(self, table: ReferenceTable) -> bool:
        """Return True if an authoritative row could not be taken in, because its parent does not exist."""
        given = self.synced.get(table.name, File((), ())).rows.values()
        keys = [tuple(fold(row[name], table.columns[name].case) for name in table.keys) for row in given]
        held = self.references[table.name]
        return any(key not in held or held[key].source != "authoritative" for key in keys)

    def breaks_gate(self, domain: Domain, row: Row) -> bool:
        """Return True if a row that nothing else keeps back has an unknown key, or lacks one that it must have."""
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
        """Load all at once: older batches lose the scopes that newer ones deliver, rows go where they belong."""
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


def _takes(domain: Domain, path: str) -> bool:
    name = path.rsplit("/", 1)[-1]
    return any(matches(name, pattern) for pattern in domain.files.patterns)

"""A world without a database: a pipeline that breaks one rule in place of refill, to be found out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from refill.config.load import load_config
from refill.config.models import Config, Domain

from . import tables
from .company import GIVEN, HEADERS, REFERENCES, Policy
from .files import Disk, File
from .model import Pipeline, rows_of
from .rows import Row


class CopiesComeBack(Pipeline):
    """What lies where it lay counts as delivered again once it is superseded."""

    def land(self, chosen: list[Domain], disk: Disk) -> None:
        brought = {(batch.domain, batch.path): batch.file for batch in self.batches}
        self.seen = {place: file for place, file in self.seen.items() if brought.get(place) == file}
        super().land(chosen, disk)


class EmptyScopesStay(Pipeline):
    """A null in a scope column is not replaced."""

    def load(self, domain: Domain, staged: list[Row]) -> None:
        stays = {place: row for place, row in self.held_by(domain).facts.items() if row.scope and None in row.scope}
        super().load(domain, staged)
        self.held_by(domain).facts |= stays


class OldQuarantineCounts(Pipeline):
    """Rows in quarantine that a correction supersedes derive reference rows, and fail gates."""

    def staged(self, domain: Domain) -> Iterator[Row]:
        current = list(super().staged(domain))
        yield from current
        yield from (row for row, _ in self.held_by(domain).quarantine.values() if row not in current)


class GatesLetThrough(Pipeline):
    """`on_missing: fail` and `on_null: fail` load."""

    def breaks_gate(self, domain: Domain, row: Row) -> bool:
        return False


class UndoneStays(Pipeline):
    """The values that an undone batch brought to reference tables stay."""

    def undo(self, config: Config, number: int) -> set[str]:
        before = self.references
        refused = super().undo(config, number)
        self.references = {name: {**before[name], **rows} for name, rows in self.references.items()}
        return refused


class EverythingPends(Pipeline):
    """Facts are derived from again in each run."""

    def staged(self, domain: Domain) -> Iterator[Row]:
        yield from super().staged(domain)
        held = self.held_by(domain)
        for batch in self.living(domain):
            if batch.number in held.loaded:
                yield from (row for row in rows_of(domain, batch) if held.facts.get(row.fact.place) == row)


BROKEN = [CopiesComeBack, EmptyScopesStay, OldQuarantineCounts, GatesLetThrough, UndoneStays, EverythingPends]


@dataclass
class Imagined:
    """What `World` is, with `kind` in place of the program and its database."""

    kind: type[Pipeline]
    disk: Disk = field(default_factory=lambda: Disk({}, {}))
    policy: Policy = field(default_factory=Policy)

    def begin(self, fresh: bool) -> Pipeline:
        self.policy = Policy()
        self.disk = Disk({}, {table: File(HEADERS[table], lines) for table, lines in GIVEN.items()})
        self.there, model = self.kind(), Pipeline()
        if not fresh:
            self.run()
            model.run(self.config, self.disk)
        return model

    @property
    def config(self) -> Config:
        return _config(self.policy)

    def deliver(self, path: str, file: File) -> None:
        self.disk.facts[path] = file

    def remove(self, path: str) -> None:
        del self.disk.facts[path]

    def give(self, table: str, file: File) -> None:
        self.disk.sources[table] = file

    def decide(self, policy: Policy) -> None:
        self.policy = policy

    def run(self, *domains: str) -> bool:
        return not self.there.run(self.config, self.disk, domains)

    def run_by_hand(self) -> bool:
        return self.run()

    def run_and_kill(self, when: float) -> None:
        """Nothing that is imagined can be killed."""

    def undo(self, number: int) -> bool:
        return not self.there.undo(self.config, number)

    def differences(self, pipeline: Pipeline) -> list[str]:
        return tables.differences(tables.expected(pipeline, self.config), tables.expected(self.there, self.config))

    def contents(self) -> dict[str, str]:
        return {}

    def broken_invariants(self) -> dict[str, str]:
        return {}


@cache
def _config(policy: Policy) -> Config:
    with TemporaryDirectory() as folder:
        for name, text in (("data_sources", policy.yaml()), ("reference_sources", REFERENCES)):
            (Path(folder) / f"{name}.yml").write_text(text, encoding="utf-8")
        return load_config(Path(folder))

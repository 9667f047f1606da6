"""What a run is asked for, and what it has done, in the form of `refill run --json`."""

from dataclasses import asdict, dataclass, field
from typing import Any

from refill.config.models import BackfillMode
from refill.database.schema_changes import kept, migrations
from refill.database.warehouse import Warehouse
from refill.landing.landed import LandedFile
from refill.runs.coverage import Coverage, coverage_of, keep
from refill.runs.dbt import Build
from refill.runs.results import add_metrics, facts_of, gates_of, references_of
from refill.runs.retention import OldBatch
from refill.runs.thresholds import crossed
from refill.sync.sync import SyncedTable
from refill.undo.batch import Undone


@dataclass(frozen=True)
class Options:
    """The limits of a run; empty means everything. `undo`: takes this batch back, and lands and syncs nothing.

    `mode`: the mode of every foreign key in this run, in place of the YAML's.
    """

    domains: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    period: str | None = None
    references_only: bool = False
    sync: bool = True
    max_files: int | None = None
    undo: int | None = None
    mode: BackfillMode | None = None


@dataclass
class Outcome:
    """The effects of a run, in the form of `refill run --json`."""

    run_id: str
    exit_code: int = 0
    seconds: float = 0.0
    stages: list[dict[str, Any]] = field(default_factory=list)
    undone: Undone | None = None
    generated: list[str] = field(default_factory=list)
    sources: list[SyncedTable] = field(default_factory=list)
    files: list[LandedFile] = field(default_factory=list)
    references: list[dict[str, Any]] = field(default_factory=list)
    facts: list[dict[str, Any]] = field(default_factory=list)
    gates: list[dict[str, Any]] = field(default_factory=list)
    foreign_keys: list[Coverage] = field(default_factory=list)
    warnings: list[dict[str, Any]] = field(default_factory=list)
    migrations: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    dropped: list[OldBatch] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    built: bool = False

    @property
    def degraded(self) -> list[SyncedTable]:
        """The sources that did not answer, and whose last good state was used."""
        return [source for source in self.sources if source.status == "unavailable"]

    @property
    def summary(self) -> dict[str, Any]:
        """The part of it that the log of runs keeps."""
        logged = ("references", "facts", "gates", "warnings", "stages", "migrations")
        return {name: getattr(self, name) for name in logged}

    def document(self) -> dict[str, Any]:
        """Return the JSON document of `refill run --json`."""
        degraded = [source.table for source in self.degraded]
        return {"run_id": self.run_id, "ok": self.exit_code == 0, "degraded": degraded, **asdict(self)}


def conclude(warehouse: Warehouse, outcome: Outcome, build: Build | None) -> None:
    """Fill in what the build has done, as the ledger and dbt tell it, and the exit code."""
    invocation = build.invocation_id if build else ""
    outcome.foreign_keys = coverage_of(warehouse, build) if build else []
    keep(warehouse, outcome.run_id, outcome.foreign_keys)
    outcome.references = references_of(warehouse, invocation)
    add_metrics(outcome.references, outcome.foreign_keys, outcome.sources)
    outcome.facts = facts_of(warehouse, invocation)
    outcome.warnings = crossed(warehouse)
    outcome.migrations = migrations(warehouse, invocation)
    outcome.kept = kept(warehouse)
    outcome.gates = gates_of(warehouse, build.nodes if build else ())
    failed = [n for n in build.nodes if not n.ok and not n.skipped and n.kind != "test"] if build else []
    outcome.errors += [f"{node.name}: {node.message}" for node in failed]
    refused = any(f.status == "refused" for f in outcome.files) or any(
        source.status == "refused" or (source.failed and source.required) for source in outcome.sources
    )
    if any(not node.refused for node in failed):
        outcome.exit_code = 1
    elif failed or refused or any(not gate["ok"] for gate in outcome.gates):
        outcome.exit_code = 3

"""The effects of a run now: the run itself, in a transaction that is rolled back, and by name its changes there."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from refill.database.target import Target
from refill.database.warehouse import Warehouse
from refill.landing.landed import LandedFile
from refill.project.project import Project
from refill.runs.dbt import Build
from refill.runs.job import Options, Outcome
from refill.runs.row_changes import ChangedRows, ReplacedScope, changed_rows, reasons, replaced_scopes
from refill.runs.run import Progress, run


@dataclass
class Plan:
    """`outcome` is that of the run; the rest says by name what the outcome counts.

    By reference table: `changed`. By domain: `scopes`, `reasons` (rows in quarantine). `sql`: the models that would
    run, compiled.
    """

    outcome: Outcome
    changed: dict[str, ChangedRows] = field(default_factory=dict)
    scopes: dict[str, list[ReplacedScope]] = field(default_factory=dict)
    reasons: dict[str, dict[str, int]] = field(default_factory=dict)
    sql: dict[str, str] = field(default_factory=dict)

    def document(self, with_sql: bool) -> dict[str, Any]:
        """Return the JSON document of `refill plan --json`. Batches have no numbers yet."""
        outcome = self.outcome.document()
        for name in ("run_id", "built", "undone"):
            del outcome[name]
        references = [row | asdict(self.changed.get(row["table"], ChangedRows())) for row in outcome["references"]]
        facts = [
            row
            | {"reasons": self.reasons.get(row["domain"], {})}
            | {"scopes": [asdict(scope) for scope in self.scopes.get(row["domain"], [])]}
            for row in outcome["facts"]
        ]
        return outcome | {"references": references, "facts": facts} | ({"sql": self.sql} if with_sql else {})


def plan(project: Project, target: Target, options: Options, on_progress: Progress) -> Plan:
    """Rehearse the run that `refill.runs.run.run` would do, and raise its errors.

    Nothing is written, in the database or in the project, but logs. Sequences may skip numbers.
    """
    found = Plan(Outcome(""))

    def inspect(warehouse: Warehouse, build: Build | None) -> None:
        if build is None:
            return
        for name, table in warehouse.config.tables.items():
            found.changed[name] = changed_rows(warehouse, table, build.invocation_id)
        for name, domain in warehouse.config.domains.items():
            found.scopes[name] = replaced_scopes(warehouse, domain, build.invocation_id)
            found.reasons[name] = reasons(warehouse, domain, build.invocation_id)
        found.sql = {node.name: node.sql.strip() for node in build.nodes if node.kind == "model" and node.sql}

    found.outcome = run(project, target, options, on_progress, inspect)
    found.outcome.files = without_numbers(found.outcome.files)
    return found


def without_numbers(files: Sequence[LandedFile]) -> list[LandedFile]:
    """Return the files without the numbers of their batches: a rehearsal takes other ones than the run."""
    landed = {file.batch_id for file in files if file.status == "landed"}
    return [
        replace(file, batch_id=None, reason=file.reason and file.reason.replace(f"batch {file.batch_id} ", "a batch "))
        if file.batch_id in landed
        else file
        for file in files
    ]

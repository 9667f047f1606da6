"""`make demo`: three months of the example company arrive one after the other, each followed by the main job."""

import sys
from pathlib import Path

from rich.console import Console
from rich.rule import Rule

from examples.company.deliveries import arrive
from examples.company.universe import Sample
from refill.cli import logs
from refill.cli.options import console
from refill.cli.summaries.run import of_run
from refill.cli.verify import of_invariants
from refill.runs.job import Options
from refill.runs.run import run
from refill.runs.workspace import Workspace
from refill.verify.invariants import verify

STEPS = (
    ("202411", False, "November 2024 arrives: one workbook, two sheets, two domains"),
    ("202412", False, "December arrives: other headers, new plans and customers"),
    ("202412", True, "December again, corrected (V2): its scopes are replaced as a whole"),
    ("202501", False, "January arrives in versions V1, V2 and V10: the highest number counts"),
)
MONTHS = ("202411", "202412", "202501")
AFTERWARDS = """
Look further:
  .venv/bin/refill status      how things stand
  .venv/bin/refill db psql     the tables: \\dt warehouse.*
  .venv/bin/refill docs        every table and column, and the lineage: file, raw, staging, reference table, fact
  .venv/bin/refill db down     stops the database; make clean removes it
"""


def main() -> int:
    """Run the demo in the current project; return the exit code."""
    workspace = Workspace(Path(), None)
    logs.configure(workspace, verbose=False)
    shown = console(color=True)
    shown.print(f"The database: PostgreSQL in {workspace.project.state_dir.name}/, the files: data/\n", style="dim")
    for month, corrected, title in STEPS:
        shown.print(Rule(title, align="left"))
        arrive(workspace.project.root, Sample(MONTHS), month, corrected)
        outcome = run(workspace.project, workspace.target, Options(), _unseen)
        shown.print(of_run(outcome))
        shown.print()
        if outcome.exit_code:
            return outcome.exit_code
    return _conclude(workspace, shown)


def _unseen(_stage: str, _what: str, /) -> None:
    """Show no progress: the demo shows the results, and each step takes a few seconds."""


def _conclude(workspace: Workspace, shown: Console) -> int:
    shown.print(Rule("Does all of it hold? refill verify", align="left"))
    project = workspace.project
    compiled = project.root / "target" / "compiled" / project.name / "models" / "generated"
    invariants = verify(workspace.warehouse, compiled)
    shown.print(of_invariants(invariants))
    shown.print(AFTERWARDS)
    return 0 if all(invariant.ok for invariant in invariants) else 1


if __name__ == "__main__":
    sys.exit(main())

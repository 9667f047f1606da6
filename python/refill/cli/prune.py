"""`refill prune`: drop raw rows that are old enough now, without a run."""

from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

from refill.cli.options import Call, Domains, common
from refill.database.lock import run_lock
from refill.errors import Refused, UsageError
from refill.runs.retention import OldBatch, drop_raw, old_batches
from refill.text.tables import counted


@common
def prune(
    call: Call,
    domain: Domains = [],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing: only say what would go.")] = False,
) -> None:
    """Drop raw rows of loaded batches that are older than `retain` of the YAML says, and that nothing needs."""
    workspace = call.workspace
    if unknown := [name for name in domain if name not in workspace.config.domains]:
        known = ", ".join(workspace.config.domains)
        raise UsageError(f"domain {unknown[0]!r} is not configured. There are: {known}.")
    warehouse = workspace.warehouse
    with run_lock(workspace.target, workspace.schemas):
        old = old_batches(warehouse, domain)
        dropped, stopped = [batch for batch in old if batch.needed is None], None
        if not dry_run:
            dropped, stopped = drop_raw(warehouse, dropped, None)
    needed = [batch for batch in old if batch.needed is not None]
    document = {
        "ok": stopped is None,
        "dropped": [asdict(batch) for batch in dropped],
        "needed": [asdict(batch) for batch in needed],
        "stopped": stopped,
    }
    call.give(document, *_shown(dropped, needed, stopped, "would be dropped" if dry_run else "dropped"))
    if stopped is not None:
        raise typer.Exit(Refused.exit_code)


def _shown(dropped: list[OldBatch], needed: list[OldBatch], stopped: str | None, done: str) -> list[RenderableType]:
    parts: list[RenderableType] = []
    for title, batches in ((f"Raw rows {done}", dropped), ("Old enough, but needed", needed)):
        if batches:
            lines = "".join(f"\n  {_line(batch)}" for batch in batches)
            parts.append(Text(title, style="bold").append(lines, style="not bold"))
    if stopped is not None:
        parts.append(
            Text(f"✗ Stopped before the others: {stopped}. Run it again later, or as who owns them.", style="red")
        )
    return parts or [Text("No raw rows are older than `retain` says.")]


def _line(batch: OldBatch) -> str:
    sheet = f" {batch.sheet}" if batch.sheet else ""
    needed = f"; {batch.needed}" if batch.needed else ""
    rows = f"{counted(batch.rows, 'row')}, since {batch.since:%Y-%m-%d %H:%M}"
    return f"batch {batch.batch_id} ({batch.domain}, {batch.file}{sheet}): {rows}{needed}"

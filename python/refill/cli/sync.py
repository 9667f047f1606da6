"""`refill sync`: authoritative sources into their tables; `--check` judges the reference tables as they are."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

from refill.cli.options import Call, common
from refill.errors import Refused, UsageError
from refill.text.tables import number, table

if TYPE_CHECKING:
    from refill.sync.sync import SyncedTable


@common
def sync(
    call: Call,
    tables: Annotated[list[str], typer.Argument(metavar="[TABLE]...", help="Reference tables; default: all.")] = [],
    everything: Annotated[bool, typer.Option("--all", help="Every source, due or not.")] = False,
    full: Annotated[bool, typer.Option(help="Read what has not changed too, and increments from their start.")] = False,
    accept_retire: Annotated[
        int | None, typer.Option(min=0, help="Let exactly so many keys of the TABLE be retired.")
    ] = None,
    accept_types: Annotated[bool, typer.Option(help="Take changed column types of the source.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Sync nothing: judge the tables as they are.")] = False,
) -> None:
    """Bring the authoritative sources that are due into their landing tables; a TABLE that is named, due or not."""
    from refill.sync.sync import SyncRequest
    from refill.sync.sync import sync as sync_tables

    request = SyncRequest(tuple(tables), everything, full, accept_retire, accept_types)
    if check:
        if request != SyncRequest():
            raise UsageError("--check judges all reference tables, and syncs nothing: give it alone.")
        _check_references(call)
        return
    if accept_retire is not None and len(tables) != 1:
        raise UsageError("--accept-retire is for one table: name it.")
    workspace = call.workspace
    with call.progress as progress:
        synced = sync_tables(
            workspace.warehouse,
            workspace.project.root,
            request,
            lambda source: progress("sync", source),
        )
    refused = any(table.status == "refused" or (table.failed and table.required) for table in synced)
    call.give({"ok": not refused, "tables": [asdict(table) for table in synced]}, _summary(synced))
    if refused:
        raise typer.Exit(Refused.exit_code)


def _check_references(call: Call) -> None:
    from refill.cli.summaries.run import of_gates
    from refill.runs.reference_checks import check_references

    workspace = call.workspace
    with call.progress as progress:
        gates = check_references(
            workspace.warehouse,
            workspace.project,
            workspace.target,
            lambda node: progress("check", node),
        )
    ok = all(gate["ok"] for gate in gates)
    call.give({"ok": ok, "gates": gates}, of_gates(gates))
    if not ok:
        raise typer.Exit(Refused.exit_code)


def _summary(sources: "Sequence[SyncedTable]") -> RenderableType:
    """Return every authoritative source, with the reason where one was refused."""
    if not sources:
        return Text("No reference table has a source to sync.")
    shown = table("Authoritative sources", "table", "source", "status", "rows", "")
    for column in (1, 2, 4):
        shown.columns[column].justify = "left"
    for source in sources:
        status = "loaded by dbt" if source.status == "seed" else source.status.replace("_", " ")
        kind = f"{source.source} ({source.name})" if source.name else source.source
        shown.add_row(source.table, kind, status, number(source.rows), source.reason or "")
    return shown

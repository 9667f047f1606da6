"""`refill quarantine`: the rows that are set aside, for people."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from refill.cli.options import Call, common
from refill.config.models import Domain
from refill.config.reasons import in_words
from refill.quarantine.read import Quarantine, QuarantineFilter, SetAside
from refill.quarantine.reasons import printable, with_cells
from refill.text.tables import counted

app = typer.Typer(no_args_is_help=True, help="The rows that are set aside: list, export.")

SHOWN_ROWS = 20

Domains = Annotated[list[str], typer.Option("--domain", help="Only this domain; may be given more than once.")]
Reasons = Annotated[
    list[str],
    typer.Option(
        "--reason", help="Only this reason, such as type or missing_key:fk_plan; may be given more than once."
    ),
]
Batch = Annotated[int | None, typer.Option("--batch", help="Only rows of this batch.")]
Limit = Annotated[int | None, typer.Option("--limit", min=0, help="So many rows; default: 20, with --json all.")]


@app.command("list", epilog="Example: refill quarantine list --domain annuity_income --reason missing_key")
@common
def list_rows(call: Call, domain: Domains = [], reason: Reasons = [], batch: Batch = None, limit: Limit = None) -> None:
    """Count the rows by reason, and list them: their places, and what keeps them from loading."""
    with _quarantine(call, domain, reason, batch) as held:
        total = sum(held.total(d) for d in held.domains)
        counts = [(d, found, rows) for d in held.domains for found, rows in held.counts(d)]
        if call.as_json:
            reasons = [
                {"domain": d.name, "reason": found or None, "words": in_words(found, d), "rows": rows}
                for d, found, rows in counts
            ]
            rows = (_document(row, d) for d, row in held.first_rows(limit))
            call.stream({"ok": True, "total": total, "reasons": reasons}, "rows", rows)
        elif not total:
            call.give(None, Text(_nothing(held)))
        else:
            shown = list(held.first_rows(SHOWN_ROWS if limit is None else limit))
            call.give(None, _counts(counts), *_rows(shown, total))


@app.command("export", epilog="Example: refill quarantine export set_aside.xlsx --reason missing_key:fk_plan")
@common
def export(
    call: Call,
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The file to write: .csv or .xlsx.")],
    domain: Domains = [],
    reason: Reasons = [],
    batch: Batch = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file of that name.")] = False,
) -> None:
    """Write the rows to a file: their places, why they are set aside, and their cells as they were."""
    from refill.quarantine.export import export as export_rows

    with _quarantine(call, domain, reason, batch) as held, call.progress as progress:
        totals = export_rows(held, path, force, lambda name: progress("export", name))
        nothing = "" if any(totals.values()) else f"\n{_nothing(held)}"
    by_domain = ", ".join(f"{name} {rows:,}" for name, rows in totals.items() if rows)
    line = f"{counted(sum(totals.values()), 'row')} in {path}{f': {by_domain}' if by_domain else ''}.{nothing}"
    call.give({"ok": True, "path": str(path), "rows": sum(totals.values()), "domains": totals}, Text(line))


def _quarantine(call: Call, domains: Sequence[str], reasons: Sequence[str], batch: int | None) -> Quarantine:
    workspace = call.workspace
    wanted = QuarantineFilter(tuple(domains), tuple(reasons), batch)
    return Quarantine(workspace.warehouse, wanted)


def _nothing(held: Quarantine) -> str:
    if not held.made:
        return "Nothing is set aside: no run has loaded anything yet. `refill run` does."
    return "Nothing is set aside." if held.wanted.everything else "No row that is set aside is of that kind."


def _document(row: SetAside, domain: Domain) -> dict[str, Any]:
    place = {"domain": row.domain, "batch_id": row.batch_id, "file": row.file, "sheet": row.sheet, "row": row.row}
    words = [in_words(reason, domain) for reason in row.reasons]
    return {**place, "cell": row.cell, "reasons": row.reasons, "words": words, "cells": row.cells}


def _counts(counts: Sequence[tuple[Domain, str, int]]) -> Table:
    table = _table("Set aside, by reason", "rows", "domain", "reason", "")
    table.columns[0].justify = "right"
    for domain, reason, rows in counts:
        table.add_row(f"{rows:,}", domain.name, Text(in_words(reason, domain)), Text(reason, style="dim"))
    return table


def _rows(shown: Sequence[tuple[Domain, SetAside]], total: int) -> list[RenderableType]:
    """Return the rows, and how many more there are."""
    parts: list[RenderableType] = []
    if shown:
        table = _table("Rows", "domain", "batch", "file", "sheet", "row", "reasons")
        table.columns[1].justify = table.columns[4].justify = "right"
        for domain, row in shown:
            reasons = "\n".join(with_cells(reason, domain, row.cells, row.cell) for reason in row.reasons or [""])
            place = (
                row.domain,
                str(row.batch_id),
                printable(row.file, None),
                printable(row.sheet, None),
                f"{row.row:,}",
            )
            table.add_row(*map(Text, place), Text(reasons))
        parts.append(table)
    more = total - len(shown)
    if more:
        hint = f"--limit {total} shows them all, `refill quarantine export` writes them to a file."
        parts.append(Text(f"{counted(more, 'more row')}: {hint}"))
    return parts


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, header_style="dim")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table

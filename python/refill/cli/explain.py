"""`refill explain`: the life of one reference row, for people."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any

import typer
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from refill.cli.options import Call, common
from refill.errors import UsageError
from refill.explain.cells import Cell
from refill.explain.keys import key_text
from refill.explain.life import DECIDED
from refill.explain.row import Explanation
from refill.explain.row import explain as explain_row
from refill.quarantine.reasons import printable

LONG = 120
NEVER = "·"


@common
def explain(
    call: Call,
    table: Annotated[str, typer.Argument(metavar="TABLE", help="The reference table.")],
    key: Annotated[list[str], typer.Argument(metavar="KEY...", help="The key; of several columns, one value each.")],
    at: Annotated[str, typer.Option("--at", help="As it was then: 2026-11-21, or 2026-11-21T08:30:00+08:00.")] = "",
) -> None:
    """Show the life of one reference row: the origin of each value, and each change with its time and its author."""
    workspace = call.workspace
    moment = _moment(at) if at else None
    found = explain_row(workspace.warehouse, table, key, moment)
    call.give(found.document(), *_shown(found))


def _moment(text: str) -> datetime:
    """Return the moment that a text names; without a time zone, of this machine's. A date is its midnight."""
    try:
        return datetime.fromisoformat(text).astimezone()
    except ValueError as error:
        raise UsageError(f"--at {text!r}: use a time such as 2026-11-21 or 2026-11-21T08:30:00.") from error


def _shown(found: Explanation) -> Iterator[RenderableType]:
    yield _headline(found)
    if found.content is not None:
        yield _cells(found.cells)
    yield _life(found)
    files = {row.batch_id: (row.file, row.sheet) for cell in found.cells for row in cell.first} | found.batches
    if files:
        yield _files(files)
    if found.conflicts:
        yield Text("Conflicts", style="bold").append(
            "".join(
                f"\n  {one['column']}: {_value(one['kept'])} is kept ({one['kept_from']}), "
                f"{one['other_from']} says {_value(one['other'])}"
                for one in found.conflicts
            ),
            style="not bold",
        )


def _headline(found: Explanation) -> Text:
    text = Text(f"{found.table} {printable(key_text(found.key), LONG)}", style="bold")
    when = f" at {_time(found.at)}" if found.at else ""
    row = found.content
    if row is None:
        states = [f"no such row{when}"]
    else:
        states = [row["_source"].replace("_", "-")]
        states += ["needs review"] if row["_needs_review"] else []
        states += ["retired"] if row["_retired_at"] else []
        states[-1] += when
    if found.merged_into:
        states.append(f"merged into {printable(key_text(found.merged_into), LONG)}")
    return text.append(f": {', '.join(states)}", style="not bold")


def _cells(cells: list[Cell]) -> Table:
    table = _table("The row", "column", "value", "where it comes from")
    for cell in cells:
        table.add_row(Text(cell.column), Text(_value(cell.value)), Text(_origin(cell)))
    return table


def _origin(cell: Cell) -> str:
    since = f", {_time(cell.since.at)}" if cell.since else ""
    if cell.origin == "facts":
        if not cell.first:
            return f"facts{since}: {cell.note}"
        note = f"; {cell.note}" if cell.note else ""
        return f"{_places(cell)}: {cell.rule} ({cell.domain}, {cell.foreign_key}){note}"
    if cell.origin == "source" and cell.source:
        read = f", read {_time(cell.read_at)}" if cell.read_at else ""
        return f"{cell.source} {printable(cell.name or '', LONG)}{read}"
    by = f" ({cell.since.actor})" if cell.since and cell.origin in ("by hand", "decision") else ""
    told = {"empty": "", "log": f"older than the audit log{since}", "source": f"source{since}"}
    return told.get(cell.origin, f"{cell.origin}{by}{since}") + (f": {cell.note}" if cell.note else "")


def _places(cell: Cell) -> str:
    """Return the rows of a derived value: `batch 2, rows 5, 9; batch 3 (superseded), row 4; and 7 more`."""
    rows: dict[str, list[str]] = {}
    for row in cell.first:
        stands = "" if row.stands == "loaded" else f" ({row.stands})"
        part = f" ({row.part})" if row.part else ""
        rows.setdefault(f"batch {row.batch_id}{stands}", []).append(f"{row.row}{part}")
    places = [f"{batch}, row{'s' * (len(its) > 1)} {', '.join(its)}" for batch, its in rows.items()]
    more = 0 if any(row.part for row in cell.first) else cell.rows - len(cell.first)
    return "; ".join([*places, *([f"and {more:,} more"] if more > 0 else [])])


def _life(found: Explanation) -> Table:
    table = _table("Its life", "when", "what", "by", "where, and what changed")
    for entry in found.life:
        origin = [f"run {entry.run_id[:8]}"] if entry.run_id else []
        origin += [f"batch {entry.batch}"] if entry.batch is not None else []
        lines = [", ".join(origin)] if origin else []
        lines += [_decided(found, entry.decision)] if entry.decision else []
        for name, (old, new) in entry.changes.items():
            lines.append(f"{name}: {_value(old)} → {_value(new)}" if entry.before else f"{name}: {_value(new)}")
        table.add_row(_time(entry.at), entry.what, Text(entry.actor), Text("\n".join(lines)))
    carried_out = {entry.decision for entry in found.life}
    for one in found.decisions:
        if one.sequence not in carried_out:
            told = Text(_decided(found, one.sequence))
            table.add_row(_time(one.decided_at), DECIDED[one.decision], Text(one.decided_by), told)
    return table


def _files(batches: dict[int, tuple[str, str]]) -> Text:
    text = Text("Batches", style="bold")
    for batch, (file, sheet) in sorted(batches.items()):
        place = ", ".join(printable(name, None) for name in (file, sheet) if name)
        text.append(f"\n  {batch}: {place}", style="not bold")
    return text


def _decided(found: Explanation, sequence: int) -> str:
    one = next((one for one in found.decisions if one.sequence == sequence), None)
    if one is None:
        return f"decision {sequence}"
    into = f" into {printable(key_text(one.target), LONG)}" if one.target else ""
    note = f": {printable(one.note, LONG)}" if one.note else ""
    return f"decision {sequence}, {one.decision}{into}, by {one.decided_by}{note}"


def _value(value: Any) -> str:
    if value is None:
        return NEVER
    return printable(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), LONG)


def _time(at: datetime | None) -> str:
    return f"{at.astimezone():%Y-%m-%d %H:%M:%S}" if at else NEVER


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, header_style="dim")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table

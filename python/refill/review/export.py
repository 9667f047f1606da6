"""The queue as a file in which a steward decides: csv for one table, or a workbook with a sheet for each."""

from collections.abc import Sequence
from pathlib import Path

from refill.config.models import ReferenceTable
from refill.review.decisions import BETWEEN
from refill.review.queue import Queue, Waiting
from refill.sheets.files import Table
from refill.sheets.place import check_path, write_file

CHOICES = ("approve", "correct", "reject", "merge")
TO_FILL = ("_decision", "_merge_into", "_note")
FIRST = (*TO_FILL, "_table")
LAST = ("_domain", "_file", "_derived_at", "_fact_rows", "_weight", "_proposals", "_conflicts", "_version")


def export(queue: Queue, path: Path, force: bool) -> dict[str, int]:
    """Write the rows that wait to `path`, and return their number by table.

    The file appears complete or not at all. Raise UsageError for a path that cannot be, Refused where it is there.
    """
    check_path(path, [table.name for table in queue.tables], force, "table. Choose it with --table")
    waiting, _ = queue.waiting()
    found = {table.name: [row for row in waiting if row.table == table.name] for table in queue.tables}
    write_file(path, [_sheet(table, found[table.name]) for table in queue.tables], force)
    return {name: len(rows) for name, rows in found.items()}


def header(table: ReferenceTable) -> list[str]:
    """Return the columns of a table's sheet, in order: cells to fill in, the row itself, and known facts about it."""
    return [*FIRST, *table.keys, *(column for column in table.columns if column not in table.keys), *LAST]


def _sheet(table: ReferenceTable, rows: Sequence[Waiting]) -> Table:
    attributes = [column for column in table.columns if column not in table.keys]
    cells = [_cells(row, attributes) for row in rows]
    return Table(table.name, header(table), cells, len(cells), lambda _: table.name, {"_decision": CHOICES})


def _cells(row: Waiting, attributes: Sequence[str]) -> list[str]:
    return [
        *("" for _ in TO_FILL),
        row.table,
        *row.identity,
        *(row.attributes[name] or "" for name in attributes),
        row.domain or "",
        row.file,
        row.derived_at.isoformat(" ", "seconds") if row.derived_at else "",
        str(row.fact_rows),
        str(row.weight),
        "; ".join(f"{BETWEEN.join(p.key)} ({p.reason} {p.score})" for p in row.proposals),
        "; ".join(row.conflicts),
        str(row.version),
    ]

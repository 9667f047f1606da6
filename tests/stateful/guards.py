"""What a file of authoritative rows must hold, before it replaces what the last one said."""

from refill.config.models import ReferenceTable

from ..derivation.cells import fold
from .files import File


def guard_refuses(table: ReferenceTable, before: File | None, given: File) -> bool:
    """Return True if there are too few rows, empty or doubled keys, a lost column, or too many keys gone."""
    keys, old = _keys(table, given), _keys(table, before)
    lost = {name for row in (before.rows.values() if before else ()) for name in row if row[name]} - set(given.header)
    gone = set(old) - set(keys) if table.strategy == "full_replace" else set()
    return (
        len(keys) < table.guard.min_rows
        or len(set(keys)) < len(keys)
        or any("" in key for key in keys)
        or bool(lost)
        or len(gone) > len(old) * table.guard.max_retire_ratio
    )


def _keys(table: ReferenceTable, file: File | None) -> list[tuple[str, ...]]:
    rows = file.rows.values() if file else ()
    return [tuple(fold(row[name], table.columns[name].case) for name in table.keys) for row in rows]

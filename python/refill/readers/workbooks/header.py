"""The row, or the rows, of a sheet that name its columns."""

from collections.abc import Iterator
from itertools import takewhile

from refill.errors import Refused
from refill.readers.sheet import Options
from refill.readers.workbooks.merged import Merged
from refill.text.folding import header_key

LOOKED_AT = 50


def find_header(
    rows: Iterator[tuple[int, list[str]]], options: Options, merged: Merged, where: str
) -> tuple[int, list[str]]:
    """Return the number of the header's last row, and its names. Take no row behind it.

    Raise Refused where it is not there.
    """
    if options.required:
        return _found(rows, options.required, where)
    if options.header_rows:
        return _joined(rows, options.header_rows, merged, where)
    number, header = next(rows, (0, []))
    if not number:
        raise Refused(f"{where} is empty: it has no header row.")
    return number, header


def _found(
    rows: Iterator[tuple[int, list[str]]], required: tuple[tuple[str, ...], ...], where: str
) -> tuple[int, list[str]]:
    for number, cells in takewhile(lambda row: row[0] <= LOOKED_AT, rows):
        names = set(map(header_key, cells))
        if all(not names.isdisjoint(accepted) for accepted in required):
            return number, cells
    wanted = ", ".join(accepted[0] for accepted in required)
    raise Refused(f"{where}: none of its first {LOOKED_AT} rows has all the required headers: {wanted}.")


def _joined(
    rows: Iterator[tuple[int, list[str]]], wanted: tuple[int, ...], merged: Merged, where: str
) -> tuple[int, list[str]]:
    """Join the cells of each column with `_`; a group's name is above each of its columns."""
    lines: list[list[str]] = []
    for number, cells in rows:
        if number in wanted:
            cells = list(cells)
            merged.fill_header(number, cells)
            lines.append(cells)
        if number == wanted[-1]:
            break
        if number > wanted[-1]:
            lines = []
            break
    if not lines:
        raise Refused(f"{where}: row {wanted[-1]}, which `header_row` names, is empty.")
    width = max(map(len, lines))
    padded = [line + [""] * (width - len(line)) for line in lines]
    return wanted[-1], ["_".join(filter(None, (part.strip() for part in parts))) for parts in zip(*padded, strict=True)]

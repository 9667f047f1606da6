"""The row, or the rows, of a file that name its columns."""

from collections.abc import Callable, Iterator
from itertools import takewhile

from refill.errors import Refused
from refill.readers.sheet import Options
from refill.text.folding import header_key

LOOKED_AT = 50


def find_header(
    rows: Iterator[tuple[int, list[str]]], options: Options, fill: Callable[[int, list[str]], None], where: str
) -> tuple[int, list[str]]:
    """Return the number of the header's last row, and its names. Take no row behind it.

    `fill` puts the name of a group into the cells of a row that it covers. Raise Refused where the header is not there.
    """
    if options.required:
        return _found(rows, options.required, where)
    if options.header_rows:
        return _joined(rows, options.header_rows, fill, where)
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
    rows: Iterator[tuple[int, list[str]]], wanted: tuple[int, ...], fill: Callable[[int, list[str]], None], where: str
) -> tuple[int, list[str]]:
    """Join the cells of each column with `_`; a group's name is above each of its columns."""
    lines: list[list[str]] = []
    for number, cells in rows:
        if number in wanted:
            cells = list(cells)
            if number != wanted[-1]:
                fill(number, cells)
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


def fill_right(_number: int, cells: list[str]) -> None:
    """Give empty cells the name to their left: a file without merged cells says the group once."""
    for column in range(1, len(cells)):
        cells[column] = cells[column] or cells[column - 1]

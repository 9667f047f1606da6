"""Workbooks, by calamine, in the process of `workbook_process` alone.

Numbers, dates and booleans become text; text arrives untouched.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from refill.errors import Refused
from refill.readers.sheet import CHUNK_ROWS, Chunk, Fault, Sheet, column_letter
from refill.readers.text import LOST_DIGITS, TOO_LONG, cell_text, number_text


def open_workbook(file: BinaryIO, where: str) -> CalamineWorkbook:
    """Return the workbook in an open file. Raise Refused where it is damaged."""
    file.seek(0)
    try:
        return CalamineWorkbook.from_filelike(file)
    except PasswordError:
        raise Refused(f"{where}: the workbook is encrypted. Save it without a password.") from None
    except CalamineError as error:
        raise Refused(f"{where}: the workbook cannot be read ({error}). Save it again as .xlsx.") from None


def read_xlsx(workbook: CalamineWorkbook, name: str, found_faults: dict[int, Fault], where: str) -> Sheet:
    """Return the sheet called `name`. Its header is the first row that is not empty. Raise Refused for an empty sheet.

    `found_faults` are cells that calamine returns as empty although they are not, by the number of their row.
    """
    try:
        source = workbook.get_sheet_by_name(name)
    except CalamineError as error:
        raise Refused(f"{where}: sheet {name!r} cannot be read ({error}). Save the workbook again.") from None
    rows = _numbered(source, found_faults)
    header_row, header = next(rows, (0, []))
    if not header_row:
        raise Refused(f"{where}: sheet {name!r} is empty: it has no header row.")
    if header_row in found_faults:
        fault = found_faults[header_row]
        cell = f"{column_letter(fault.position)}{header_row}"
        raise Refused(f"{where}: sheet {name!r}, cell {cell} of the header: {fault.reason}. Correct it.")
    chunks = _chunks(rows, header_row, len(header), found_faults)
    return Sheet(name, header_row, [cell_text(cell) for cell in header], chunks)


def _numbered(source: CalamineSheet, faults: dict[int, Fault]) -> Iterator[tuple[int, list[Any]]]:
    """Return the rows that are not empty, numbered as in the spreadsheet, from column A on."""
    number = 0
    if source.start is not None:
        margin = [""] * source.start[1]
        for number, row in enumerate(source.iter_rows(), 1):
            if any(cell != "" for cell in row) or number in faults:
                yield number, margin + row if margin else row
    for beyond in sorted(row for row in faults if row > number):
        yield beyond, []


def _chunks(
    rows: Iterator[tuple[int, list[Any]]], header_row: int, width: int, found_faults: dict[int, Fault]
) -> Iterator[Chunk]:
    """Return the rows as text, with the blank ones between them; leave out blank rows at the end."""
    converter = _Converter()
    chunk = Chunk(header_row + 1, [])
    for number, row in rows:
        while (blank := chunk.first + len(chunk.rows)) < number:
            chunk.rows.append([""] * width)
            if len(chunk.rows) == CHUNK_ROWS:
                yield chunk
                chunk = Chunk(blank + 1, [])
        cells, faults = converter.convert(row or [""] * width)
        if number in found_faults:
            faults = [found_faults[number], *faults]
        if faults:
            chunk.faults[len(chunk.rows)] = faults
        chunk.rows.append(cells)
        if len(chunk.rows) == CHUNK_ROWS:
            yield chunk
            chunk = Chunk(number + 1, [])
    if chunk.rows:
        yield chunk


class _Converter:
    """Rows to text. Numbers are the frequent case, so their texts are made without the long dispatch."""

    def __init__(self) -> None:
        self._long = False

    def convert(self, row: list[Any]) -> tuple[list[str], list[Fault]]:
        cells = [cell if cell.__class__ is str else self._text(cell) for cell in row]
        if not self._long:
            return cells, []
        self._long = False
        return cells, [
            Fault(position, LOST_DIGITS, text_only=True)
            for position, cell in enumerate(row)
            if isinstance(cell, float) and abs(cell) >= TOO_LONG
        ]

    def _text(self, cell: Any) -> str:
        if cell.__class__ is not float:
            return cell_text(cell)
        if -TOO_LONG < cell < TOO_LONG:
            text = repr(cell)
            if text[-2:] == ".0":
                return text[:-2]
            return text if "e" not in text else number_text(cell)
        self._long = True
        return number_text(cell)

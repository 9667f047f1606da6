"""Workbooks, by calamine. Numbers, dates and booleans become text; text arrives untouched."""

import io
from collections.abc import Iterator
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from refill.errors import Refused
from refill.folding import fold
from refill.landing.readers.sheet import CHUNK_ROWS, Chunk, Fault, Sheet
from refill.landing.readers.text import cell_text, number_text

ZIP = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0"
TOO_LONG = 1e15
LOST_DIGITS = "a code of more than 15 digits is stored as a number and has lost digits: store it as text"


def open_workbook(payload: bytes, where: str) -> CalamineWorkbook:
    """The workbook in `payload`, a whole file. Raises Refused where it is encrypted, damaged or no workbook."""
    if not payload:
        raise Refused(f"{where}: the file is empty. Deliver it again.")
    if payload.startswith(COMPOUND):
        raise Refused(
            f"{where}: the workbook is encrypted, or in the old .xls format. Save it as .xlsx without a password."
        )
    if not payload.startswith(ZIP):
        raise Refused(f"{where}: this is no .xlsx workbook, in spite of its name. A csv file must be named .csv.")
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(payload))
    except PasswordError:
        raise Refused(f"{where}: the workbook is encrypted. Save it without a password.") from None
    except CalamineError as error:
        raise Refused(f"{where}: the workbook cannot be read ({error}). Save it again as .xlsx.") from None


def sheet_name(workbook: CalamineWorkbook, wanted: str | None, where: str) -> str:
    """The workbook's own name of the sheet called `wanted` after folding; None means the first sheet."""
    names = [sheet.name for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    if wanted is None and names:
        return names[0]
    found = [name for name in names if wanted is not None and fold(name) == fold(wanted)]
    if len(found) == 1:
        return found[0]
    problem = "is there twice" if found else "not found"
    raise Refused(f"{where}: sheet {wanted or '(the first)'!r} {problem}. The file has: {', '.join(names) or 'none'}.")


def read_xlsx(workbook: CalamineWorkbook, name: str, where: str) -> Sheet:
    """The sheet called `name`. Its header is the first row that is not empty. Raises Refused for an empty sheet."""
    try:
        source = workbook.get_sheet_by_name(name)
    except CalamineError as error:
        raise Refused(f"{where}: sheet {name!r} cannot be read ({error}). Save the workbook again.") from None
    rows = _numbered(source)
    header_row, header = next(rows, (0, []))
    if not header_row:
        raise Refused(f"{where}: sheet {name!r} is empty: it has no header row.")
    return Sheet(name, header_row, [cell_text(cell) for cell in header], _chunks(rows, header_row, len(header)))


def _numbered(source: CalamineSheet) -> Iterator[tuple[int, list[Any]]]:
    """The rows that are not empty, numbered as in the spreadsheet, from column A on."""
    if source.start is None:
        return
    margin = [""] * source.start[1]
    for number, row in enumerate(source.iter_rows(), 1):
        if any(cell != "" for cell in row):
            yield number, margin + row if margin else row


def _chunks(rows: Iterator[tuple[int, list[Any]]], header_row: int, width: int) -> Iterator[Chunk]:
    """The rows as text, with the blank ones between them; blank rows at the end are left out."""
    converter = _Converter()
    chunk = Chunk(header_row + 1, [])
    for number, row in rows:
        while (blank := chunk.first + len(chunk.rows)) < number:
            chunk.rows.append([""] * width)
            if len(chunk.rows) == CHUNK_ROWS:
                yield chunk
                chunk = Chunk(blank + 1, [])
        cells, faults = converter.convert(row)
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
        if cell.__class__ is float:
            if abs(cell) >= TOO_LONG:
                self._long = True
            return number_text(cell)
        return cell_text(cell)

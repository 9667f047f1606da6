"""The cells of a sheet as text, by calamine, in the process of `process` alone.

Numbers, dates and booleans become text; text arrives untouched.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO, Protocol

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from refill.errors import Refused
from refill.readers.header_rows import LOOKED_AT, find_header
from refill.readers.sheet import CHUNK_ROWS, Chunk, Fault, Options, Sheet, Watched
from refill.readers.text import LOST_DIGITS, TOO_LONG, cell_text, number_text
from refill.readers.workbooks.merged import Merged, Range
from refill.readers.workbooks.scan import MOST_CHARACTERS, Scan

TOO_MANY_CHARACTERS = f"the cell holds more than {MOST_CHARACTERS:,} characters, which no spreadsheet program writes"
LOST_CODE = "the cell holds a date or a logical value, and its column holds codes: store the code as text"
DAYS_BEFORE_1904 = 1462


class Source(Protocol):
    """A sheet as calamine returns it: `start` is the first cell with something in it, as row and column from 0 on."""

    name: str

    @property
    def start(self) -> tuple[int, int] | None: ...

    @property
    def merged_cell_ranges(self) -> list[Range] | None: ...

    def iter_rows(self) -> Iterator[list[Any]]: ...


def open_workbook(file: BinaryIO, where: str) -> CalamineWorkbook:
    """Return the workbook in an open file. Raise Refused where it is damaged."""
    file.seek(0)
    try:
        return CalamineWorkbook.from_filelike(file)
    except PasswordError:
        raise Refused(f"{where}: the workbook is encrypted. Save it without a password.") from None
    except CalamineError as error:
        raise Refused(f"{where}: the workbook cannot be read ({error}). Save it again as .xlsx.") from None


def open_sheet(workbook: CalamineWorkbook, name: str, where: str) -> CalamineSheet:
    """Return the sheet called `name`. Raise Refused where calamine cannot read it."""
    try:
        return workbook.get_sheet_by_name(name)
    except CalamineError as error:
        raise Refused(f"{where}: sheet {name!r} cannot be read ({error}). Save the workbook again.") from None


def read_sheet(source: Source, scan: Scan, options: Options, watched: Watched, where: str) -> Sheet:
    """Return the sheet as text. Raise Refused where it has no header.

    `watched` may be filled in when the header is known, before the first chunk is taken.
    """
    merged = Merged(source.merged_cell_ranges or ())
    rows = _numbered(source, scan)
    converter = _Converter(watched, scan.has_long_texts)
    texts = ((number, converter.convert(row)[0]) for number, row in rows)
    header_row, header = find_header(texts, options, merged.fill_header, f"{where}: sheet {source.name!r}")
    merged.begin(header_row, options.fill_merged)
    chunks = _Chunks(header_row, header, scan, converter, merged)
    return Sheet(source.name, header_row, header, chunks.of(rows))


def beginning(source: Source) -> list[tuple[int, list[str]]]:
    """Return the first rows that are not empty, with their numbers, as texts."""
    rows = islice(_numbered(source, Scan()), LOOKED_AT)
    return [(number, [cell_text(cell) for cell in row]) for number, row in rows]


def _numbered(source: Source, scan: Scan) -> Iterator[tuple[int, list[Any]]]:
    """Return the rows that are not empty, numbered as in the spreadsheet, from column A on."""
    number = 0
    noted = scan.faults.keys() | scan.texts.keys()
    if source.start is not None:
        margin = [""] * source.start[1]
        for number, row in enumerate(source.iter_rows(), 1):
            if any(cell != "" for cell in row) or number in noted:
                yield number, margin + row if margin else row
    for beyond in sorted(row for row in noted if row > number):
        yield beyond, []


class _Chunks:
    """The rows below the header as text, with the blank ones between them, without blank rows at the end."""

    def __init__(self, header_row: int, header: list[str], scan: Scan, converter: "_Converter", merged: Merged) -> None:
        self._first = header_row + 1
        self._header = header
        self._scan = scan
        self._converter = converter
        self._merged = merged
        self._is_bare = not (scan.texts or scan.faults or merged)

    def of(self, rows: Iterator[tuple[int, list[Any]]]) -> Iterator[Chunk]:
        chunk = Chunk(self._first, [])
        width = len(self._header)
        for number, row in rows:
            while (blank := chunk.first + len(chunk.rows)) < number:
                chunk.rows.append([""] * width)
                if len(chunk.rows) == CHUNK_ROWS:
                    yield chunk
                    chunk = Chunk(blank + 1, [])
            cells, faults = self._read(number, row)
            if faults:
                chunk.faults[len(chunk.rows)] = faults
            chunk.rows.append(cells)
            if len(chunk.rows) == CHUNK_ROWS:
                yield chunk
                chunk = Chunk(number + 1, [])
        if chunk.rows:
            yield chunk

    def _read(self, number: int, row: list[Any]) -> tuple[list[str], list[Fault]]:
        cells, faults = self._converter.convert(row or [""] * len(self._header))
        if self._is_bare:
            return cells, faults
        if number in self._scan.texts:
            self._take(self._scan.texts[number], cells)
        if number in self._scan.faults:
            faults = [*self._scan.faults[number].values(), *faults]
        if self._merged.reaches(number):
            faults += self._merged.apply(number, cells)
        return cells, sorted(faults, key=lambda fault: fault.position) if len(faults) > 1 else faults

    def _take(self, texts: dict[int, str], cells: list[str]) -> None:
        """Put what cells say in place of what calamine returns; beside the table it is nothing."""
        for position, text in texts.items():
            if position < len(self._header) and self._header[position].strip():
                cells += [""] * (position + 1 - len(cells))
                cells[position] = text


class _Converter:
    """Rows to text. Numbers are the frequent case, so their texts are made without a call each."""

    def __init__(self, watched: Watched, has_long_texts: bool) -> None:
        self._watched = watched
        self._has_long_texts = has_long_texts
        self._odd = self._long = False

    def convert(self, row: list[Any]) -> tuple[list[str], list[Fault]]:
        cells = [
            cell
            if cell.__class__ is str
            else (text[:-2] if text[-2:] == ".0" else text)
            if cell.__class__ is float and -TOO_LONG < cell < TOO_LONG and "e" not in (text := repr(cell))
            else self._text(cell)
            for cell in row
        ]
        watched = self._watched
        if not (self._odd or self._long or self._has_long_texts or watched.days or watched.commas):
            return cells, []
        faults: list[Fault] = []
        if self._has_long_texts and sum(map(len, cells)) > MOST_CHARACTERS:
            self._shorten(cells, faults)
        if watched.days:
            self._count_from_1900(row, cells)
        for position in watched.commas:
            if position < len(row) and isinstance(row[position], float):
                cells[position] = cells[position].replace(".", ",")
        if self._long:
            self._long = False
            faults += [
                Fault(position, LOST_DIGITS, of="codes")
                for position, cell in enumerate(row)
                if isinstance(cell, float) and abs(cell) >= TOO_LONG
            ]
        if self._odd:
            self._odd = False
            for position in watched.keys:
                if position < len(row) and not isinstance(row[position], str | float):
                    faults.append(Fault(position, LOST_CODE, of="keys"))
        return cells, faults

    def _text(self, cell: Any) -> str:
        if cell.__class__ is not float:
            self._odd = True
            return cell_text(cell)
        self._long = self._long or not -TOO_LONG < cell < TOO_LONG
        return number_text(cell)

    def _shorten(self, cells: list[str], faults: list[Fault]) -> None:
        for position, cell in enumerate(cells):
            if len(cell) > MOST_CHARACTERS:
                cells[position] = cell[:MOST_CHARACTERS]
                faults.append(Fault(position, TOO_MANY_CHARACTERS))

    def _count_from_1900(self, row: list[Any], cells: list[str]) -> None:
        for position in self._watched.days:
            if position < len(row) and isinstance(row[position], float):
                cells[position] = number_text(row[position] + DAYS_BEFORE_1904)

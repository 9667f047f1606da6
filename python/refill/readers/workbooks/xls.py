"""Workbooks of the old binary format, by xlrd: values, errors, formats, merged cells and days are in its records."""

import re
from collections.abc import Container, Iterator
from datetime import timedelta
from typing import Any, BinaryIO

import xlrd
from xlrd.biffh import error_text_from_code
from xlrd.xldate import XLDateError, xldate_as_datetime

from refill.errors import Refused
from refill.readers.workbooks.limits import allow
from refill.readers.workbooks.merged import Range
from refill.readers.workbooks.scan import FORMULA, Scan
from refill.readers.workbooks.styles import ZEROS

UNPACKED = 8
"""Bytes of memory and work for a byte of such a file, beside one of XML."""
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The part of such a file that holds an .xlsx workbook with a password."""
SPAN = re.compile(r".*\[(h+|m+|s+)\].*", re.IGNORECASE)
"""The formats of spans of time, whose hours run on beyond a day."""
SECONDS_A_DAY = 86_400
BLANK = frozenset((xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK))
NO_DAY = "the cell holds a number in a format of dates that is no day: {}"


class Xls:
    """An open workbook. `names` are its sheets, `visible` those that a person sees.

    Raises Refused for one that is damaged, encrypted, or older than Excel 97.
    """

    def __init__(self, file: BinaryIO, where: str) -> None:
        self._where = where
        file.seek(0)
        content = file.read()
        allow(UNPACKED * len(content))
        if ENCRYPTED in content:
            raise Refused(f"{where}: the workbook is encrypted. Save it without a password.")
        try:
            book: Any = xlrd.open_workbook(file_contents=content, formatting_info=True, on_demand=True)
            self._book = book
            self.names = list(book.sheet_names())
            states = book._sheet_visibility  # of a sheet that is not loaded, xlrd tells it here alone
            self.visible = [name for name, state in zip(self.names, states, strict=True) if state == 0]
        except Exception as error:  # xlrd checks little of what it reads, and raises whatever comes of it
            raise _unreadable(where, error) from None
        if self._book.biff_version < 80:
            raise Refused(f"{where}: the workbook is of Excel 95 or older. Save it as .xlsx.")
        self.from_1904 = self._book.datemode == 1

    def open(self, name: str, plain: bool) -> tuple["XlsSheet", Scan]:
        """Return a sheet and what else it says. Raise Refused where formulas are not `plain`: they cannot be told."""
        if plain:
            raise Refused(f"{self._where}: {FORMULA}, which an .xls file does not say. Save it as .xlsx.")
        try:
            sheet = self._book.sheet_by_name(name)
            return XlsSheet(self._book, sheet), _scanned(self._book, sheet)
        except Exception as error:
            raise _unreadable(self._where, error) from None


class XlsSheet:
    """A sheet with the names that one of calamine has."""

    def __init__(self, book: Any, sheet: Any) -> None:
        self._book = book
        self._sheet = sheet
        self._spans = _formatted(book, SPAN)
        self.name = str(sheet.name)
        self.start = (0, 0) if sheet.nrows else None
        self.merged_cell_ranges: list[Range] = [
            ((top, left), (bottom - 1, right - 1)) for top, bottom, left, right in sheet.merged_cells
        ]

    def iter_rows(self) -> Iterator[list[Any]]:
        """Return the rows as Python values, '' for an empty cell; as long as the longest, filled up on the right."""
        width = self._sheet.ncols
        for number in range(self._sheet.nrows):
            if _is_blank(self._sheet, number):
                yield []
                continue
            row = self._sheet.row(number)
            yield [_value(cell, self._book.datemode, self._spans) for cell in row] + [""] * (width - len(row))


def _is_blank(sheet: Any, number: int) -> bool:
    """Return True for a row in which cells have formats at most."""
    return BLANK.issuperset(sheet.row_types(number))


def _value(cell: Any, datemode: Any, spans: Container[int]) -> Any:
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            if cell.xf_index in spans:
                return timedelta(seconds=round(cell.value * SECONDS_A_DAY, 3))
            moment = xldate_as_datetime(cell.value, datemode)
            return moment.time() if 0 <= cell.value < 1 else moment
        except (XLDateError, OverflowError, ValueError):
            return ""
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    return cell.value if cell.ctype in (xlrd.XL_CELL_TEXT, xlrd.XL_CELL_NUMBER) else ""


def _scanned(book: Any, sheet: Any) -> Scan:
    """Return the errors of a sheet, its numbers that are no day, and its codes of zeros."""
    scan = Scan(has_long_texts=True)
    widths = {index: len(code) for index, code in _formatted(book, ZEROS).items()}
    for number in range(sheet.nrows):
        for column, cell in enumerate([] if _is_blank(sheet, number) else sheet.row(number)):
            if cell.ctype == xlrd.XL_CELL_ERROR:
                scan.error(number + 1, column, error_text_from_code.get(cell.value, f"#{cell.value}"))
            elif cell.ctype == xlrd.XL_CELL_NUMBER and cell.xf_index in widths:
                scan.zeros(number + 1, column, repr(cell.value), widths[cell.xf_index])
            elif cell.ctype == xlrd.XL_CELL_DATE and _value(cell, book.datemode, ()) == "":
                scan.fault(number + 1, column, NO_DAY.format(cell.value), str(cell.value))
    return scan


def _formatted(book: Any, pattern: re.Pattern[str]) -> dict[int, str]:
    """Return the formats of cells that match, by their number."""
    codes = {key: found.format_str for key, found in book.format_map.items()}
    formats = {index: codes.get(xf.format_key, "") for index, xf in enumerate(book.xf_list)}
    return {index: code for index, code in formats.items() if pattern.fullmatch(code)}


def _unreadable(where: str, error: Exception) -> Refused:
    """Return the refusal of a damaged file. Raise MemoryError again: that is said otherwise."""
    if isinstance(error, MemoryError):
        raise error
    text = " ".join(str(error).split()) or type(error).__name__
    if "encrypted" in text.lower():
        return Refused(f"{where}: the workbook is encrypted. Save it without a password.")
    return Refused(f"{where}: the workbook cannot be read ({text}). Save it again as .xlsx.")

"""A sheet's XML read by a parser, and written again as calamine reads it. For sheets that are spelled in unusual ways.

Every valid spelling is the same cell: names in any namespace prefix, attributes in any order and quotes, references and
sections of characters, comments, any encoding, cells that do not say where they are.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape

from refill.errors import Refused
from refill.readers.sheet import column_letter
from refill.readers.workbooks.scan import FORMULA, NO_RESULT, Reach, Scan, may_be_long, position

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BEGIN = f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MAIN}"><sheetData>'
REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
NO_NUMBER = "the cell holds a number that is none: {}"
UNKNOWN_KIND = "the cell is of a kind that is unknown: {}"
RETURN = {"\r": "&#13;", '"': "&quot;"}


def rewrite(
    blocks: Iterable[bytes], write: Callable[[bytes], Any], where: str, plain: bool, zeros: Mapping[str, int]
) -> Scan:
    """Read the XML, `write` it as calamine reads it, without errors and formulas, and return what was found.

    `plain` and `zeros` are as for `prescan`. Raise Refused for XML that is damaged, and for one that reaches too far.
    """
    sheet = _Sheet(write, where, plain, zeros)
    write(BEGIN.encode())
    try:
        for block in blocks:
            sheet.scan.size += len(block)
            sheet.scan.has_long_texts = sheet.scan.has_long_texts or may_be_long(block)
            sheet.parser.Parse(block, False)
        sheet.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Refused(f"{where}: its XML is damaged ({error}). Save the workbook again.") from None
    sheet.finish()
    return sheet.scan


class _Sheet:
    """The handlers of the parser, and the cell in which they are."""

    def __init__(self, write: Callable[[bytes], Any], where: str, plain: bool, zeros: Mapping[str, int]) -> None:
        self.scan = Scan()
        self._write = write
        self._where = where
        self._plain = plain
        self._zeros = zeros
        self._reach = Reach()
        self._row, self._column = 0, -1
        self._cell: dict[str, str] | None = None
        self._is_formula = False
        self._formula: list[str] = []
        self._value: list[str] = []
        self._texts: list[str] | None = None
        self._phonetic = 0
        self._merges: list[str] = []
        self._namespace = ""
        self.parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._refuse

    def finish(self) -> None:
        """Write the end of the sheet."""
        self._reach.check(self._where)
        merges = "".join(f'<mergeCell ref="{escape(merge, RETURN)}"/>' for merge in self._merges)
        ranges = f"<mergeCells>{merges}</mergeCells>" if merges else ""
        self._write(f"</sheetData>{ranges}</worksheet>".encode())

    def _refuse(self, *_: Any) -> None:
        raise Refused(f"{self._where}: its XML declares entities. Save the workbook again.")

    def _local(self, name: str) -> str:
        """Return the name of an element of spreadsheets, '' for one of another kind."""
        namespace, _, local = name.rpartition(" ")
        if local == "worksheet" and not self._namespace:
            self._namespace = namespace
        return local if namespace == self._namespace else ""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match self._local(name):
            case "row":
                self._row = int(attributes["r"]) if attributes.get("r", "").isdecimal() else self._row + 1
                self._column = -1
                self._write(f'<row r="{self._row}">'.encode())
            case "c":
                self._begin(attributes)
            case "f" if self._cell is not None:
                self._is_formula = True
                self._collect(self._formula)
            case "v" if self._cell is not None:
                self._collect(self._value)
            case "t" if self._cell is not None and not self._phonetic:
                self._collect(self._value)
            case "rPh":
                self._phonetic += 1
            case "mergeCell":
                self._merges.append(attributes.get("ref", ""))

    def _collect(self, into: list[str]) -> None:
        self.parser.CharacterDataHandler = into.append

    def _end(self, name: str) -> None:
        match self._local(name):
            case "c" if self._cell is not None:
                self._note(self._cell, "".join(self._value))
                self._cell = None
            case "row":
                self._write(b"</row>")
            case "rPh":
                self._phonetic -= 1
        self.parser.CharacterDataHandler = None

    def _begin(self, attributes: dict[str, str]) -> None:
        reference = REFERENCE.fullmatch(attributes.get("r", ""))
        self._column = position(reference[1]) if reference else self._column + 1
        self._row = int(reference[2]) if reference else self._row
        self._cell = attributes
        self._is_formula = False
        self._formula, self._value = [], []
        self._reach.note(self._row, self._column)
        self._reach.cells += 1

    def _note(self, cell: dict[str, str], text: str) -> None:
        row, column, kind, style = self._row, self._column, cell.get("t", "n"), cell.get("s", "")
        if self._plain and self._is_formula:
            self.scan.fault(row, column, FORMULA)
            return
        if kind not in ("str", "inlineStr"):
            text = text.strip()
        if self._is_formula and not text and kind != "str":
            self.scan.fault(row, column, NO_RESULT, "=" + "".join(self._formula))
        elif kind == "e":
            self.scan.error(row, column, text)
        elif kind not in ("n", "s", "str", "inlineStr", "b", "d"):
            self.scan.fault(row, column, UNKNOWN_KIND.format(kind[:20]), text)
        elif kind == "n" and text and not NUMBER.fullmatch(text):
            self.scan.fault(row, column, NO_NUMBER.format(text[:20]), text)
        elif text:
            if kind == "n" and style in self._zeros:
                self.scan.zeros(row, column, text, self._zeros[style])
            self._put(row, column, kind, style, text)

    def _put(self, row: int, column: int, kind: str, style: str, text: str) -> None:
        content = escape(text, RETURN)
        inside = f"<v>{content}</v>"
        if kind == "inlineStr":
            inside = f'<is><t xml:space="preserve">{content}</t></is>'
        formatted = f' s="{style}"' if style.isdecimal() else ""
        self._write(f'<c r="{column_letter(column)}{row}"{formatted} t="{kind}">{inside}</c>'.encode())

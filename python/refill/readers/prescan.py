"""A scan of a sheet's XML before anything reads it: how far its cells reach, and the cells without a value.

calamine returns an empty text for an error such as #N/A and for a formula whose result is not stored; and it makes room
for every place up to the last cell, however few hold something.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from refill.errors import Refused
from refill.readers.sheet import Fault, column_letter

KEPT_BYTES = 1 << 18
SMALL_BYTES = 8 << 20
MOST_PLACES = 8_000_000
NO_RESULT = "the cell holds a formula without its result: let a spreadsheet program calculate and save the workbook"
FORMULA = "the cell holds a formula: put its value there"
REFERENCE = re.compile(rb"""\sr=["']([A-Z]{1,3})([0-9]{1,7})["']""")
KIND = re.compile(rb"""\st=["']([a-zA-Z]+)["']""")
ROOT = re.compile(rb"<([A-Za-z0-9_.-]+:)?worksheet\b")


@dataclass
class Scan:
    """The content of a sheet's XML: its size in bytes, and the first faulty cell of each row, by the row's number."""

    size: int = 0
    faults: dict[int, Fault] = field(default_factory=dict)


def prescan(blocks: Iterable[bytes], where: str, plain: bool = False) -> Scan:
    """Read the XML once. With `plain` every formula is a fault, also one whose result is stored.

    Raise Refused where a few cells reach so far that the sheet becomes huge.
    """
    scan, reach = Scan(), _Reach()
    words: _Words | None = None
    kept, formulas = b"", False
    for block in blocks:
        scan.size += len(block)
        window = kept + block
        words = words or _Words.of(window)
        formulas = formulas or words.formula[0] in window  # the short forms refer to a whole one before them
        for cell in words.suspects(window, formulas, plain):
            _note(words, cell, scan.faults, where, plain)
        if scan.size <= SMALL_BYTES:
            reach.look(words, window)
        kept = words.unfinished(window)
    if scan.size <= SMALL_BYTES:
        reach.check(where)
    return scan


@dataclass(frozen=True)
class _Words:
    """The spelling of elements and attributes in this sheet: with a prefix or without, with single or double quotes."""

    cell: bytes
    cell_end: bytes
    row_end: bytes
    error: bytes
    formula: tuple[bytes, bytes]
    bare: tuple[re.Pattern[bytes], re.Pattern[bytes]]
    value: re.Pattern[bytes]

    @classmethod
    def of(cls, beginning: bytes) -> "_Words":
        found = ROOT.search(beginning)
        prefix = (found[1] or b"") if found else b""
        quote = b"'" if b"<%sc r='" % prefix in beginning else b'"'
        name = re.escape(prefix)
        return cls(
            cell=b"<%sc " % prefix,
            cell_end=b"</%sc>" % prefix,
            row_end=b"</%srow>" % prefix,
            error=b"t=%se%s" % (quote, quote),
            formula=(b"</%sf>" % prefix, b"<%sf " % prefix),
            bare=(
                re.compile(rb"</%sf>(?!<%sv>[^<])" % (name, name)),
                re.compile(rb"<%sf [^>]*/>(?!<%sv>[^<])" % (name, name)),
            ),
            value=re.compile(rb"<%sv(?:\s[^>]*)?>([^<]+)<" % name),
        )

    def suspects(self, window: bytes, formulas: bool, plain: bool) -> Iterator[bytes]:
        """Return the whole cells that may hold an error or, with `formulas`, one without a result, or any."""
        at = window.find(self.error)
        while at >= 0:
            yield self._around(window, at)
            at = window.find(self.error, at + 1)
        if formulas:
            for pattern in (re.compile(b"|".join(map(re.escape, self.formula))),) if plain else self.bare:
                for found in pattern.finditer(window):
                    yield self._around(window, found.start())

    def unfinished(self, window: bytes) -> bytes:
        """Return the last cell, which may go on in the next block; a part of one longer than a cell can be."""
        return window[max(window.rfind(self.cell), len(window) - KEPT_BYTES, 0) :]

    def _around(self, window: bytes, at: int) -> bytes:
        start, end = window.rfind(self.cell, 0, at), window.find(self.cell_end, at)
        return window[start:end] if 0 <= start < end else b""


def _note(words: _Words, cell: bytes, faults: dict[int, Fault], where: str, plain: bool) -> None:
    tag, _, content = cell.partition(b">")
    kind = KIND.search(tag)
    value = words.value.search(content)
    is_formula = any(word in content for word in words.formula)
    if plain and is_formula:
        reason = FORMULA
    elif kind is not None and kind[1] == b"e":
        reason = f"the cell holds the error {_shown(value[1])}" if value else "the cell holds an error"
    elif value is None and (kind is None or kind[1] != b"str") and is_formula:
        reason = NO_RESULT
    else:
        return
    reference = REFERENCE.search(tag)
    if reference is None:
        raise Refused(f"{where}: {reason}, and the sheet does not say where. Save the workbook again.")
    row, position = int(reference[2]), _position(reference[1])
    if row not in faults or position < faults[row].position:
        faults[row] = Fault(position, reason)


def _shown(value: bytes) -> str:
    text = value.decode(errors="replace")
    return text if re.fullmatch(r"#[A-Z0-9/_!?]{1,20}", text) else "of its own"


class _Reach:
    """How far the cells of a sheet reach: the last one of each row, as far as rows are in order."""

    def __init__(self) -> None:
        self.rows = self.columns = self.cells = 0

    def look(self, words: _Words, window: bytes) -> None:
        self.cells += window.count(words.cell_end)
        start = 0
        while (end := window.find(words.row_end, start)) >= 0:
            last = window.rfind(words.cell, start, max(window.rfind(words.cell_end, start, end), start))
            reference = REFERENCE.search(window, last, end) if last >= 0 else None
            if reference is not None:
                self.rows = max(self.rows, int(reference[2]))
                self.columns = max(self.columns, _position(reference[1]) + 1)
            start = end + 1

    def check(self, where: str) -> None:
        if self.rows * self.columns > MOST_PLACES:
            corner = f"{column_letter(self.columns - 1)}{self.rows}"
            raise Refused(
                f"{where}: its cells reach as far as {corner}, though only {self.cells:,} hold something. "
                "Delete what stands far away from the others."
            )


def _position(letters: bytes) -> int:
    position = 0
    for letter in letters:
        position = position * 26 + letter - 64
    return position - 1

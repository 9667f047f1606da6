"""What a look at a sheet's XML tells, and what calamine does not: errors, formulas without a result, codes of zeros."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from refill.errors import Refused
from refill.readers.sheet import Fault, column_letter

NO_RESULT = "the cell holds a formula without its result: let a spreadsheet program calculate and save the workbook"
FORMULA = "the cell holds a formula: put its value there"
MOST_CHARACTERS = 32_767
STEP = MOST_CHARACTERS // 2
MOST_PLACES = 8_000_000
SHOWN_ERROR = re.compile(r"#[^\x00-\x20]{1,30}")
WHOLE = re.compile(r"[0-9]{1,15}(\.0*)?")


@dataclass
class Scan:
    """The content of a sheet's XML. `size` is in bytes; rows count from 1, columns from 0.

    `has_long_texts`: some text may have more characters than a spreadsheet program writes.

    `faults` and `texts` go by row and column: cells that cannot be taken, and what the others say where that is not
    what calamine returns. `is_plain` turns false at XML that only a parser reads.
    """

    size: int = 0
    faults: dict[int, dict[int, Fault]] = field(default_factory=dict)
    texts: dict[int, dict[int, str]] = field(default_factory=dict)
    is_plain: bool = True
    has_long_texts: bool = False

    def error(self, row: int, column: int, value: str) -> None:
        """Note a cell that is marked as an error. One that holds nothing is blank."""
        text = value.strip()
        if text:
            shown = text if SHOWN_ERROR.fullmatch(text) else "of its own"
            self.fault(row, column, f"the cell holds the error {shown}", text)

    def fault(self, row: int, column: int, reason: str, text: str = "") -> None:
        """Note a cell that cannot be taken; `text` is what it says in a column that is not read."""
        self.faults.setdefault(row, {})[column] = Fault(column, reason)
        if text:
            self.texts.setdefault(row, {})[column] = text

    def zeros(self, row: int, column: int, value: str, width: int) -> None:
        """Note a whole number that a format of zeros shows with as many digits."""
        if WHOLE.fullmatch(value):
            self.texts.setdefault(row, {})[column] = value.partition(".")[0].zfill(width)

    def rows(self) -> Iterator[int]:
        """Return the rows that have something noted, in order."""
        yield from sorted(self.faults.keys() | self.texts.keys())


class Reach:
    """How far the cells of a sheet reach, counted from 1, and how many there are."""

    def __init__(self) -> None:
        self.rows = self.columns = self.cells = 0

    def note(self, row: int, column: int) -> None:
        self.rows = max(self.rows, row)
        self.columns = max(self.columns, column + 1)

    def check(self, where: str) -> None:
        """Raise Refused where few cells reach so far that the sheet becomes huge: all places take room."""
        if self.rows * self.columns > MOST_PLACES:
            corner = f"{column_letter(self.columns - 1)}{self.rows}"
            raise Refused(
                f"{where}: its cells reach as far as {corner}, though only {self.cells:,} hold something. "
                "Delete what stands far away from the others."
            )


def may_be_long(block: bytes) -> bool:
    """Return True where there is room in the XML for a text of more characters than a spreadsheet program writes."""
    return any(block.find(b"<", at, at + STEP) < 0 for at in range(0, len(block) - STEP + 1, STEP))


def position(letters: str) -> int:
    """Return the number of a column, from 0 on, by its letters."""
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - 64
    return found - 1

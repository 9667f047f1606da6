"""The ways to write a value in a file: a number may be a number, a text with commas, a percentage, a dash or nothing.

A column is either a list of texts (a pyarrow string array, null for an empty cell) or a `Numbers`. Each is rendered as
text for csv, and as cell values for a workbook.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

PLAIN, COMMAS, DASH, EMPTY, BROKEN, PERCENT = range(6)

Cell = str | float | int | datetime.date | None


@dataclass(frozen=True)
class Numbers:
    """Numbers as integers of 1/10**scale, and for each the way it is written."""

    values: "np.ndarray[tuple[int], np.dtype[np.int64]]"
    scale: int
    ways: "np.ndarray[tuple[int], np.dtype[np.int8]]"

    def __len__(self) -> int:
        return len(self.values)

    def special(self) -> dict[int, str | None]:
        """Return the text of each position that is not written as a plain number; None for an empty cell."""
        return {
            int(at): _special(int(self.values[at]), self.scale, int(self.ways[at])) for at in np.nonzero(self.ways)[0]
        }

    def texts(self) -> pa.Array:
        words = np.empty((len(self), 2), dtype=np.int64)  # a decimal128 is two words, the low one first
        words[:, 0] = self.values
        words[:, 1] = self.values >> 63
        exact = pa.Array.from_buffers(pa.decimal128(18, self.scale), len(self), [None, pa.py_buffer(words)])
        plain = pc.cast(exact, pa.string())
        special = self.special()
        if not special:
            return plain
        replacements = pa.array(list(special.values()), pa.string())
        return pc.replace_with_mask(plain, pa.array(self.ways != PLAIN), replacements)

    def cells(self) -> list[Cell]:
        cells: list[Cell] = (self.values / 10**self.scale).tolist()
        for position, text in self.special().items():
            cells[position] = text
        return cells


def _special(value: int, scale: int, way: int) -> str | None:
    if way == COMMAS:
        return f"{value / 10**scale:,.{scale}f}"
    if way == PERCENT:
        return f"{value / 10 ** (scale - 2):.2f}%"
    return {DASH: "-", EMPTY: None, BROKEN: "abc"}[way]


def written_months(month: str, ways: Sequence[int], as_cells: bool) -> list[Cell]:
    """Return the month YYYYMM in the way of each row: 0 is the usual one."""
    year, number = int(month[:4]), int(month[4:])
    first = datetime.date(year, number, 1)
    serial = (first - datetime.date(1899, 12, 30)).days
    wide = month.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    chinese = f"{year}年{number:02}月"
    forms: list[Cell] = [int(month), f"{month[:4]}-{month[4:]}", chinese, first, wide, serial, month]
    if not as_cells:
        forms = [str(form) for form in forms]
    return [forms[way] for way in ways]


MONTH_WAYS = 7
BROKEN_MONTH = "{year}年13月"

"""The result of every reader: a header, and the rows below it in chunks."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

CHUNK_ROWS = 2000


Columns = Literal["all", "known", "codes", "keys"]


@dataclass(frozen=True)
class Fault:
    """A cell that cannot be taken as it is. `position` counts columns from 0.

    `of`: the columns in which it is a fault: all, those that are known, texts, or keys that are texts. Elsewhere the
    cell has the text that the row holds.
    """

    position: int
    reason: str
    of: Columns = "known"


@dataclass(frozen=True)
class Chunk:
    """Consecutive records. `first` is the number of `rows[0]` in its sheet; `faults` go by index in `rows`.

    An empty cell is ''. Rows may be shorter or longer than the header; a blank csv line is an empty row.
    """

    first: int
    rows: list[list[str]]
    faults: dict[int, list[Fault]] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """A sheet whose header is read and whose rows are not yet. `header_row` is the header's record number."""

    name: str
    header_row: int
    header: list[str]
    chunks: Iterator[Chunk]


@dataclass(frozen=True)
class Options:
    """How a sheet is to be read. Rows count from 1.

    `header_rows`: the rows that are the header, joined; none for the first row that is not empty. `required`: where
    any are given, the header is the first row that has one of each of these names, compared as `headers.plain` does.
    `fill_merged`: cells that are merged all have the value that a person sees. `plain`: formulas are faults.
    """

    header_rows: tuple[int, ...] = ()
    required: tuple[tuple[str, ...], ...] = ()
    fill_merged: bool = False
    plain: bool = False


@dataclass
class Watched:
    """The positions of columns where the type of a cell matters: `keys` that are texts, and days as numbers.

    `days` are those of dates, in a workbook that counts from 1904; `commas` those of numbers with a decimal comma,
    which a cell that is a number has in its text too.
    """

    keys: frozenset[int] = frozenset()
    days: frozenset[int] = frozenset()
    commas: frozenset[int] = frozenset()


def column_letter(position: int) -> str:
    """Return the spreadsheet's name of a column: 0 is A, 26 is AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters

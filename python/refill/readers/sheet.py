"""The result of every reader: a header, and the rows below it in chunks."""

from collections.abc import Iterator
from dataclasses import dataclass, field

CHUNK_ROWS = 2000


@dataclass(frozen=True)
class Fault:
    """A cell that cannot be taken as it is. `position` counts columns from 0; `text_only`: a fault of codes alone."""

    position: int
    reason: str
    text_only: bool = False


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


def column_letter(position: int) -> str:
    """Return the spreadsheet's name of a column: 0 is A, 26 is AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters

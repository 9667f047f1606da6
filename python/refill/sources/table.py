"""What every source gives: the names of its columns, and its rows as text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Row = Sequence[str | None]


@dataclass(frozen=True)
class SourceTable:
    """A table as its source says it. `rows` are as long as `columns`; an empty value is None or ''."""

    columns: list[str]
    rows: Iterator[Row]

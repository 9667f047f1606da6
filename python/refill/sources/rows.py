"""Rows of text as csv lines, the form in which every source hands them over."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from refill.errors import Refused

ROWS = 1000


def positions(offered: Sequence[str], wanted: Sequence[str], where: str) -> dict[str, int]:
    """Return the wanted columns that exist, in the order of `wanted`, each with its position. Raise Refused for a
    column that exists twice.
    """
    found = {name: offered.index(name) for name in wanted if name in offered}
    doubled = sorted(name for name in found if offered.count(name) > 1)
    if doubled:
        raise Refused(f"{where}: column {doubled[0]!r} is there twice. Keep one.")
    return found


def csv_chunks(rows: Iterable[Sequence[str | None]], taken: Sequence[int], where: str) -> Iterator[bytes]:
    """Return the cells at the positions `taken`, every one quoted; a null is an empty cell.

    Raise Refused for text that no database can hold: a NUL character, and half of a surrogate pair.
    """
    remaining = iter(rows)
    while chunk := [[row[place] or "" for place in taken] for row in islice(remaining, ROWS)]:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(chunk)
        if "\0" in text.getvalue():
            raise Refused(f"{where}: a cell holds a NUL character, which no database text can. Take it out.")
        try:
            yield text.getvalue().encode()
        except UnicodeEncodeError:
            raise Refused(
                f"{where}: a cell holds half of a surrogate pair, which is no character. Take it out."
            ) from None

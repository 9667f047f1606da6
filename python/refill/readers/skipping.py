"""Rows below the header that are no data, by rule: the header again, lines of dashes, rows that add up others."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from refill.text.folding import FULL_WIDTH, fold

BLANK, HEADER, TOTAL, RULE = "blank row", "repeated header", "total row", "line of dashes"
DASHES = re.compile(r"[-=_+|─━—\s]+")
REMEMBERED = 10_000
WATCHED = 32
LAST_DECOMPOSABLE = 0x2FA1F


@dataclass(frozen=True)
class Rules:
    """The header's cells, the columns that may mark a total with their positions, and the texts that do, folded."""

    header: tuple[str, ...]
    totals: tuple[tuple[str, int], ...] = ()
    texts: tuple[str, ...] = ()


class Skipping:
    """Finds the rows that rules skip, chunk by chunk."""

    def __init__(self, rules: Rules) -> None:
        self._header = list(rules.header)
        self._places = [place for _, place in rules.totals]
        self._texts = frozenset(rules.texts)
        self._known: dict[str, bool] = {}
        self._below_header = True

    def find(self, rows: Sequence[list[str]]) -> dict[int, tuple[str, int | None]]:
        """Return index in `rows` → the reason, and for a total row the position of the cell that says so."""
        found: dict[int, tuple[str, int | None]] = {}
        for place in reversed(self._places):
            found |= {
                i: (TOTAL, place) for i, row in enumerate(rows) if len(row) > place and self._is_total(row[place])
            }
        header = self._header
        headers = [index for index, row in enumerate(rows) if row == header]
        below = [index + 1 for index in headers] + ([0] if self._below_header else [])
        found |= {index: (RULE, None) for index in below if index < len(rows) and is_rule(rows[index])}
        found |= dict.fromkeys(headers, (HEADER, None))
        self._below_header = bool(headers) and headers[-1] == len(rows) - 1
        return found

    def _is_total(self, cell: str) -> bool:
        known = self._known.get(cell)
        if known is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            known = self._known[cell] = fold(cell) in self._texts
        return known


def is_rule(cells: Sequence[str]) -> bool:
    """Return True for a line of dashes, which programs write below a header."""
    held = [cell for cell in cells if cell.strip()]
    return any(len(cell.strip()) > 1 for cell in held) and all(map(DASHES.fullmatch, held))


class Lookout:
    """Watches the bytes of UTF-8 csv: `header` and `totals` turn true at bytes without which there is no such row."""

    def __init__(self, rules: Rules) -> None:
        plain = [cell for cell in rules.header if '"' not in cell]
        self.header = not plain
        self._header = max(plain, key=len, default="").encode()
        marks = total_marks(rules.texts) if rules.totals else ""
        self.totals = len(marks) > WATCHED
        self._marks = [mark.encode() for mark in marks]
        self._tail = b""

    def feed(self, data: bytes) -> None:
        """Look at the next piece."""
        window = self._tail + data
        if not self.header and self._header in window:
            self.header = True
        if not self.totals and any(mark in window for mark in self._marks):
            self.totals = True
        self._tail = window[-max(len(self._header), 4) :]


@lru_cache
def total_marks(texts: tuple[str, ...]) -> str:
    """Return characters of which a cell holds at least one, if it folds to one of `texts`.

    Folding neither makes nor removes the first character of a text's decomposed form: it only changes between the
    characters that decompose to it.
    """
    wanted = {unicodedata.normalize("NFD", text)[0] for text in texts}
    spelled = {
        character
        for character in map(chr, range(LAST_DECOMPOSABLE + 1))
        if unicodedata.decomposition(character)
        and not wanted.isdisjoint(unicodedata.normalize("NFD", character.translate(FULL_WIDTH)))
    }
    hangul = {
        character
        for character in map(chr, range(0xAC00, 0xD7A4))
        if not wanted.isdisjoint(unicodedata.normalize("NFD", character))
    }
    return "".join(sorted(wanted | spelled | hangul))

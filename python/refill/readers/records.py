"""Rows of text into lines that COPY reads, each with its number, its note and its unknown columns."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from refill.readers.sheet import Chunk, Fault, column_letter
from refill.readers.skipping import BLANK, Rules, Skipping
from refill.text.folding import fold

if TYPE_CHECKING:
    from refill.config.models import Domain
    from refill.readers.headers import Headers

SHOWN_PLACES = 3
FIXED = ("_row_number", "_note", "_extra")
NUL_CELL = "the cell holds a NUL character, which is left out with the rest of the cell"
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def note(status: str, reason: str, column: str | None = None, cell: str | None = None) -> str:
    """Return the json of `_note`: `status` is rejected or skipped; `column` and `cell` (such as C12) if any."""
    fields = {"status": status, "reason": reason, "column": column, "cell": cell}
    return json.dumps({name: value for name, value in fields.items() if value is not None}, ensure_ascii=False)


@dataclass(frozen=True)
class Layout:
    """The target of each column of a sheet, and the rules that skip rows.

    `columns` (in the order of the file) maps the domain's names to positions; `extras` and `unnamed` are as in
    `Headers`; `codes` are the positions of text columns, `keys` those among them that name reference rows, and `days`
    those of dates, and `commas` those of numbers with a decimal comma.
    """

    columns: dict[str, int]
    extras: dict[int, str]
    unnamed: dict[int, str]
    codes: frozenset[int]
    keys: frozenset[int]
    days: frozenset[int]
    commas: frozenset[int]
    rules: Rules

    @classmethod
    def of(cls, headers: "Headers", domain: "Domain") -> "Layout":
        columns = dict(sorted(headers.columns.items(), key=lambda item: item[1]))
        kinds = {place: domain.columns[name].type.kind for name, place in columns.items()}
        codes = frozenset(place for place, kind in kinds.items() if kind == "text")
        named = {name for key in domain.foreign_keys for name in key.source_columns}
        keys = frozenset(
            place
            for name, place in columns.items()
            if name in named and place in codes and domain.columns[name].cells == "codes"
        )
        days = frozenset(place for place, kind in kinds.items() if kind in ("date", "timestamp", "month"))
        rule = domain.files.total_rows
        totals = tuple((name, columns[name]) for name in (rule.columns if rule else ()) if name in columns)
        texts = tuple(map(fold, rule.texts)) if rule else ()
        commas = frozenset(place for name, place in columns.items() if domain.has_comma(name))
        return cls(
            columns, headers.extras, headers.unnamed, codes, keys, days, commas, Rules(headers.cells, totals, texts)
        )

    @property
    def fields(self) -> tuple[str, ...]:
        """The columns of the raw table that lines have, in order."""
        return (*FIXED, *self.columns)

    def to_json(self) -> list[Any]:
        extras, unnamed = [*self.extras.items()], [*self.unnamed.items()]
        places = [[*self.codes], [*self.keys], [*self.days], [*self.commas]]
        return [self.columns, extras, unnamed, places, self.rules.header, self.rules.totals, self.rules.texts]

    @classmethod
    def from_json(cls, value: list[Any]) -> "Layout":
        columns, extras, unnamed, places, header, totals, texts = value
        rules = Rules(tuple(header), tuple((name, place) for name, place in totals), tuple(texts))
        codes, keys, days, commas = map(frozenset, places)
        return cls(columns, dict(extras), dict(unnamed), codes, keys, days, commas, rules)


class Remark(NamedTuple):
    """The reason why a row is not ordinary, and the place of that reason."""

    status: str
    reason: str
    column: str | None = None
    cell: str | None = None


class Encoder:
    """Encodes the chunks of one sheet, in order, and counts: `rows` (all), the rejected and the skipped by reason.

    `places` are the first cells of the rejected rows, or the rows, by reason.
    """

    def __init__(self, layout: Layout) -> None:
        self.rows = 0
        self.rejected: dict[str, int] = {}
        self.skipped: dict[str, int] = {}
        self.places: dict[str, list[str]] = {}
        self._width = len(layout.rules.header)
        self._named = max((place + 1 for place, cell in enumerate(layout.rules.header) if cell.strip()), default=0)
        self._places = {position: name for name, position in layout.columns.items()}
        self._extras = {**layout.extras, **layout.unnamed}
        self._of = {
            "all": frozenset((*self._places, *self._extras)),
            "known": frozenset(self._places),
            "codes": layout.codes,
            "keys": layout.keys,
        }
        self._skipping = Skipping(layout.rules)
        self._used: set[int] = set(layout.extras)

    @property
    def unknown_columns(self) -> tuple[str, ...]:
        """The unknown columns so far: those with a header, and those without that hold something."""
        return tuple(name for place, name in sorted(self._extras.items()) if place in self._used)

    def encode(self, chunk: Chunk) -> bytes:
        """Return UTF-8 lines of the layout's `fields` in COPY's text format, with '' for null and every empty cell."""
        skipped = self._skipping.find(chunk.rows)
        lines, remarks = self._lines(chunk, skipped)
        text = _joined(lines)
        if "\0" in text or "\\u0000" in text:
            lines, remarks = self._lines(_without_nul(chunk), skipped)
            text = _joined(lines)
        self.rows += len(lines)
        for remark in remarks:
            counts = self.rejected if remark.status == "rejected" else self.skipped
            counts[remark.reason] = counts.get(remark.reason, 0) + 1
        return text.encode()

    def _lines(self, chunk: Chunk, skipped: dict[int, tuple[str, int | None]]) -> tuple[list[list[str]], list[Remark]]:
        remarks: list[Remark] = []
        width, faults, places, extras = self._width, chunk.faults, list(self._places), self._extras
        whole = places == list(range(width))
        lines: list[list[str]] = []
        for index, cells in enumerate(chunk.rows):
            written = ""
            if len(cells) != width or index in faults or index in skipped or not any(cells):
                number = chunk.first + index
                remark = self._by_rule(number, skipped.get(index)) or self._judge(number, cells, faults.get(index, []))
                if remark is not None:
                    remarks.append(remark)
                    if remark.status == "rejected":
                        self._place(remark, number)
                    written = note(*remark)
            if whole and len(cells) == width:
                lines.append([str(chunk.first + index), written, "", *cells])
                continue
            if len(cells) < width:
                cells = cells + [""] * (width - len(cells))
            extra = self._extra(cells) if extras or len(cells) > width else ""
            lines.append([str(chunk.first + index), written, extra, *[cells[place] for place in places]])
        return lines, remarks

    def _place(self, remark: Remark, number: int) -> None:
        places = self.places.setdefault(remark.reason, [])
        place = remark.cell or f"row {number:,}"
        if len(places) < SHOWN_PLACES and place not in places:
            places.append(place)

    def _by_rule(self, number: int, found: tuple[str, int | None] | None) -> Remark | None:
        if found is None:
            return None
        reason, place = found
        if place is None:
            return Remark("skipped", reason)
        return Remark("skipped", reason, self._places[place], f"{column_letter(place)}{number}")

    def _judge(self, number: int, cells: list[str], faults: list[Fault]) -> Remark | None:
        """Return the reason why a row that no rule skips is not ordinary; None if there is none."""
        for fault in faults:
            if fault.position in self._of[fault.of]:
                cell = f"{column_letter(fault.position)}{number}"
                name = self._places.get(fault.position) or self._extras.get(fault.position)
                return Remark("rejected", fault.reason, name, cell)
        if not any(cells):
            return Remark("skipped", BLANK)
        if len(cells) < self._named or any(cells[self._width :]):
            reason = f"the row has {len(cells)} cells, the header has {self._width}"
            return Remark("rejected", reason, cell=f"{column_letter(min(len(cells), self._width))}{number}")
        return None

    def _extra(self, cells: list[str]) -> str:
        """Return the json of `_extra`: the content of unknown columns and of cells beyond the header, or ''."""
        found = {name: cells[place] for place, name in self._extras.items() if cells[place]}
        self._used.update(place for place in self._extras if cells[place])
        for place in range(self._width, len(cells)):
            if cells[place]:
                found[f"column {column_letter(place)}"] = cells[place]
        return json.dumps(found, ensure_ascii=False) if found else ""


def _joined(lines: list[list[str]]) -> str:
    """Return cells and lines in COPY's text format. Escaping is rare: make the plain text first, then count."""
    text = "\n".join(map("\t".join, lines)) + "\n"
    tabs = sum(map(len, lines)) - len(lines)
    if "\\" in text or "\r" in text or text.count("\n") != len(lines) or text.count("\t") != tabs:
        text = "\n".join("\t".join(cell.translate(ESCAPES) for cell in line) for line in lines) + "\n"
    return text


def _without_nul(chunk: Chunk) -> Chunk:
    """Return the chunk with every cell that holds a NUL emptied, and a fault in its place."""
    faults = {index: list(found) for index, found in chunk.faults.items()}
    rows = []
    for index, cells in enumerate(chunk.rows):
        for position, cell in enumerate(cells):
            if "\0" in cell:
                faults.setdefault(index, []).append(Fault(position, NUL_CELL, of="all"))
        rows.append(["" if "\0" in cell else cell for cell in cells])
    return Chunk(chunk.first, rows, faults)

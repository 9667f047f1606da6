"""Rows of text into lines that COPY reads, each with its number, its note and its unknown columns."""

import json
from collections import Counter

from refill.config.models import Domain
from refill.landing.headers import Headers
from refill.landing.readers.sheet import Chunk, Fault, column_letter

FIXED = ("_row_number", "_note", "_extra")
NUL_CELL = "the cell holds a NUL character, which is left out with the rest of the cell"
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def note(status: str, reason: str, column: str | None = None, cell: str | None = None) -> str:
    """The json of `_note`: `status` is rejected or skipped; `column` and `cell` (such as C12) where there is one."""
    fields = {"status": status, "reason": reason, "column": column, "cell": cell}
    return json.dumps({name: value for name, value in fields.items() if value is not None}, ensure_ascii=False)


BLANK_ROW = note("skipped", "blank row")


class Encoder:
    """Encodes the chunks of one sheet, in order, and counts: `rows` (all), `rejected`, `skipped`."""

    def __init__(self, headers: Headers, domain: Domain) -> None:
        self.rows = self.rejected = self.skipped = 0
        self._width = headers.width
        self._places = dict(sorted((position, name) for name, position in headers.columns.items()))
        self._extras = {**headers.extras, **headers.unnamed}
        self._text = {place for place, name in self._places.items() if domain.columns[name].type.kind == "text"}
        self._used: set[int] = set(headers.extras)
        self.columns = (*FIXED, *self._places.values())

    @property
    def unknown_columns(self) -> tuple[str, ...]:
        """The unknown columns so far: those with a header, and those without that hold something."""
        return tuple(name for place, name in sorted(self._extras.items()) if place in self._used)

    def encode(self, chunk: Chunk) -> bytes:
        """The chunk as UTF-8 lines of `columns` in COPY's text format, where null is '', as every empty cell is."""
        lines, counts = self._lines(chunk)
        text = _joined(lines)
        if "\0" in text or "\\u0000" in text:
            lines, counts = self._lines(_without_nul(chunk))
            text = _joined(lines)
        self.rows += len(lines)
        self.rejected += counts["rejected"]
        self.skipped += counts["skipped"]
        return text.encode()

    def _lines(self, chunk: Chunk) -> tuple[list[list[str]], Counter[str]]:
        counts: Counter[str] = Counter()
        width, faults, places, extras = self._width, chunk.faults, list(self._places), self._extras
        whole = places == list(range(width))
        lines: list[list[str]] = []
        for index, cells in enumerate(chunk.rows):
            remark = ""
            if len(cells) != width or index in faults or not any(cells):
                status, remark = self._judge(chunk.first + index, cells, faults.get(index, []))
                counts[status] += 1
            if whole and len(cells) == width:
                lines.append([str(chunk.first + index), remark, "", *cells])
                continue
            if len(cells) < width:
                cells = cells + [""] * (width - len(cells))
            extra = self._extra(cells) if extras or len(cells) > width else ""
            lines.append([str(chunk.first + index), remark, extra, *[cells[place] for place in places]])
        return lines, counts

    def _judge(self, number: int, cells: list[str], faults: list[Fault]) -> tuple[str, str]:
        """What keeps a row from being ordinary: ("", "") if nothing does, else the status and its note."""
        for fault in faults:
            if fault.position in self._text or not fault.text_only:
                name = self._places.get(fault.position) or self._extras.get(fault.position)
                cell = f"{column_letter(fault.position)}{number}"
                return "rejected", note("rejected", fault.reason, name, cell)
        if not any(cells):
            return "skipped", BLANK_ROW
        if len(cells) != self._width:
            cell = f"{column_letter(min(len(cells), self._width))}{number}"
            reason = f"the row has {len(cells)} cells, the header has {self._width}"
            return "rejected", note("rejected", reason, cell=cell)
        return "", ""

    def _extra(self, cells: list[str]) -> str:
        """The json of `_extra`: what unknown columns, and cells beyond the header, hold; '' for nothing."""
        found = {name: cells[place] for place, name in self._extras.items() if cells[place]}
        self._used.update(place for place in self._extras if cells[place])
        for place in range(self._width, len(cells)):
            if cells[place]:
                found[f"column {column_letter(place)}"] = cells[place]
        return json.dumps(found, ensure_ascii=False) if found else ""


def _joined(lines: list[list[str]]) -> str:
    """Cells and lines in COPY's text format. Escaping is rare, so the plain text is made first and then counted."""
    text = "\n".join(map("\t".join, lines)) + "\n"
    tabs = sum(map(len, lines)) - len(lines)
    if "\\" in text or "\r" in text or text.count("\n") != len(lines) or text.count("\t") != tabs:
        text = "\n".join("\t".join(cell.translate(ESCAPES) for cell in line) for line in lines) + "\n"
    return text


def _without_nul(chunk: Chunk) -> Chunk:
    """The chunk with every cell that holds a NUL emptied, and a fault in its place."""
    faults = {index: list(found) for index, found in chunk.faults.items()}
    rows = []
    for index, cells in enumerate(chunk.rows):
        for position, cell in enumerate(cells):
            if "\0" in cell:
                faults.setdefault(index, []).append(Fault(position, NUL_CELL))
        rows.append(["" if "\0" in cell else cell for cell in cells])
    return Chunk(chunk.first, rows, faults)

"""A file of decisions as rows: a csv file in UTF-8, or every sheet of a workbook."""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from refill.errors import Refused, UsageError
from refill.readers.copied import copied
from refill.readers.sheet import Options, column_letter
from refill.readers.workbooks.workbook import Workbook
from refill.sheets.escape import FORMULA, original

MOST_CELL = 1 << 20


@dataclass(frozen=True)
class Line:
    """One row of the file. `cells` are the texts that were exported, or typed; `fault` names an unreadable one."""

    sheet: str
    number: int
    cells: dict[str, str] = field(default_factory=dict)
    fault: str | None = None


@dataclass(frozen=True)
class Page:
    """The header and the rows of a csv file or of a sheet."""

    sheet: str
    header: Sequence[str]
    lines: Sequence[Line]


def read_pages(path: Path) -> list[Page]:
    """Return the pages of a file. Raise UsageError for another kind of file, Refused for one that cannot be read."""
    reader = {".csv": _csv, ".xlsx": _workbook}.get(path.suffix.lower())
    if reader is None:
        raise UsageError(f"{path}: name a file that ends in .csv or .xlsx, as `refill review export` writes it.")
    return list(reader(path))


def _csv(path: Path) -> Iterator[Page]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(f"{path}: this is not UTF-8. Save it as `CSV UTF-8`, or decide in a workbook.") from None
    csv.field_size_limit(MOST_CELL)
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise Refused(f"{path}: this is no csv file: {error}. Export it again.") from None
    if not records:
        raise Refused(f"{path}: the file is empty. Export it again.")
    header = [original(cell) for cell in records[0]]
    yield Page("", header, [_line(header, number, cells) for number, cells in enumerate(records[1:], 2)])


def _line(header: Sequence[str], number: int, cells: Sequence[str]) -> Line:
    if not any(cells):
        return Line("", number)
    if len(cells) != len(header):
        return Line("", number, fault=f"the row has {len(cells)} cells, the header {len(header)}")
    for name, cell in zip(header, cells, strict=True):
        if cell.lstrip()[:1] in FORMULA and cell.strip() and not _is_number(cell):
            return Line("", number, fault=f"column {name} holds a formula: put its value there")
        if "\0" in cell:
            return Line("", number, fault=f"column {name} holds a NUL character")
    return Line("", number, dict(zip(header, map(original, cells), strict=True)))


def _is_number(cell: str) -> bool:
    """Return True for a number such as `-1.5`, which begins like a formula, and which a spreadsheet writes."""
    return cell.strip().lstrip("+-").replace(".", "", 1).isdigit()


def _workbook(path: Path) -> Iterator[Page]:
    with path.open("rb") as file:
        copy, _ = copied(file, str(path))
    with closing(Workbook(copy, str(path))) as workbook:
        for name in workbook.names()[0]:
            sheet = workbook.open(name, Options(plain=True))
            header = [original(cell) for cell in sheet.header]
            lines = []
            for chunk in sheet.chunks:
                for index, cells in enumerate(chunk.rows):
                    number = chunk.first + index
                    if index in chunk.faults:
                        worst = chunk.faults[index][0]
                        fault = f"cell {column_letter(worst.position)}{number}: {worst.reason}"
                        lines.append(Line(name, number, fault=fault))
                    elif any(cells):
                        texts = [original(cell) for cell in cells] + [""] * (len(header) - len(cells))
                        lines.append(Line(name, number, dict(zip(header, texts, strict=False))))
            yield Page(name, header, lines)

"""Tables as csv or xlsx, written row by row. Cells go through `escape`; `escape.original` returns their texts."""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import XlsxFileError

from refill.errors import Refused
from refill.sheets.escape import for_csv, for_xlsx

MAX_CELL = 32_767  # of UTF-16 code units, in a workbook
MAX_ROWS = 1_048_575  # below the header
MAX_COLUMNS = 16_384
MAX_SHEET_NAME = 31
WIDTHS = (24, 36, 16, 8, 44)
OTHER_WIDTH = 16


@dataclass(frozen=True)
class Table:
    """A header, rows as long as it, and the number of rows. `place(row)` returns the origin of a row in words.

    In a workbook a column of `choices` offers its texts in every row.
    """

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[str]]
    count: int
    place: Callable[[Sequence[str]], str]
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)


def write_csv(path: Path, tables: Sequence[Table]) -> None:
    """Write the one table as UTF-8 with a byte-order mark, by which Excel recognizes it."""
    (table,) = tables
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(map(for_csv, table.header))
        writer.writerows(map(for_csv, row) for row in table.rows)


def write_xlsx(path: Path, tables: Sequence[Table]) -> None:
    """Write one sheet per table, every cell a text: no formula, no link, no number.

    Raise Refused where the rows do not fit a sheet, or a text its cell.
    """
    for table in tables:
        _check_size(table)
    names = sheet_names([table.name for table in tables])
    options = {"constant_memory": True, "tmpdir": str(path.parent)}
    try:
        with xlsxwriter.Workbook(str(path), options) as book:
            text = book.add_format({"num_format": "@"})
            for name, table in zip(names, tables, strict=True):
                sheet = book.add_worksheet(name)
                for column in range(len(table.header)):
                    sheet.set_column(column, column, WIDTHS[column] if column < len(WIDTHS) else OTHER_WIDTH, text)
                    if choices := table.choices.get(table.header[column]):
                        offered = {"validate": "list", "source": list(choices)}
                        sheet.data_validation(1, column, max(table.count, 1), column, offered)
                sheet.freeze_panes(1, 0)
                _fill(sheet, table, text, book.add_format({"num_format": "@", "bold": True}))
    except XlsxFileError as error:
        raise Refused(f"{path.name}: {' '.join(str(error).split())}. Export to a .csv file instead.") from error


def _fill(sheet: xlsxwriter.worksheet.Worksheet, table: Table, text: object, bold: object) -> None:
    for column, name in enumerate(table.header):
        sheet.write_string(0, column, for_xlsx(name), bold)
    for number, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row):
            if not cell:
                continue
            written = for_xlsx(cell)
            if len(written) > MAX_CELL // 2 and len(written.encode("utf-16-le")) > MAX_CELL * 2:
                raise Refused(
                    f"{table.place(row)}, column {table.header[column]}: the cell has {len(cell):,} characters, and a "
                    f"cell of a workbook holds at most {MAX_CELL:,}. Export to a .csv file instead."
                )
            sheet.write_string(number, column, written, text)


def _check_size(table: Table) -> None:
    for what, count, most in (("rows", table.count, MAX_ROWS), ("columns", len(table.header), MAX_COLUMNS)):
        if count > most:
            raise Refused(
                f"{table.name}: there are {count:,} {what}, and a sheet of a workbook holds at most {most:,}. Export "
                "to a .csv file, or fewer rows with --batch or --reason."
            )


def sheet_names(names: Sequence[str]) -> list[str]:
    """Return the names cut to the length of a sheet's name, and still distinct."""
    taken: list[str] = []
    for name in names:
        short, number = name[:MAX_SHEET_NAME], 1
        while short in taken:
            number += 1
            short = f"{name[: MAX_SHEET_NAME - len(str(number)) - 1]}~{number}"
        taken.append(short)
    return taken

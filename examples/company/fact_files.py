"""Writing the facts as a workbook or as csv. The same sample makes the same bytes."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import xlsxwriter

from examples.company.cells import Cell
from examples.company.facts import COLUMNS, SHEETS, Chunk, chunks
from examples.company.universe import Sample

STREAMED_ROWS = 50_000  # larger workbooks are written row by row, which keeps memory flat
CREATED = datetime.datetime(2024, 12, 9, 9, 0)

# The second and third month's senders have habits of their own.
HEADERS: tuple[dict[str, str], ...] = (
    {},
    {"机构名称": "机构", "流失(含待遇支付)": "流失\n（含待遇支付 ）", "期末资产规模": "期末 资产规模"},
    {"流失(含待遇支付)": " 流失(含待遇支付)", "company_id": "company_id\u200b", "客户名称": "客户名称\u3000"},
)
EXTRA_COLUMN = "备注"  # of the second month; no configuration knows it


def write_workbook(path: Path, sample: Sample, month: str, corrected: bool, draft: bool) -> None:
    """Write one workbook with both sheets. A draft holds the first tenth of the rows."""
    options = {"constant_memory": max(sample.rows) > STREAMED_ROWS, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": CREATED})
        date = book.add_format({"num_format": "yyyy-mm-dd"})
        for sheet in SHEETS:
            page = book.add_worksheet(sheet)
            page.write_row(0, 0, headers(sample, month, sheet))
            for number, row in enumerate(_rows(sample, month, sheet, corrected, draft), start=1):
                _write_row(page, number, row, date)


def write_csv(path: Path, sample: Sample, month: str, sheet: str, corrected: bool, draft: bool) -> None:
    """Write one sheet as csv in UTF-8, without a byte order mark."""
    names = headers(sample, month, sheet)
    schema = pa.schema([(name, pa.string()) for name in names])
    options = pa.csv.WriteOptions(include_header=True)
    with pa.csv.CSVWriter(path, schema, write_options=options) as writer:
        for chunk in chunks(sample, month, sheet, corrected):
            columns = list(chunk.texts().values())
            if len(names) > len(columns):
                columns.append(pa.array(_remarks(len(columns[0])), pa.string()))
            batch = pa.record_batch(columns, schema=schema)
            writer.write_batch(batch.slice(0, len(batch) // 10) if draft else batch)


def headers(sample: Sample, month: str, sheet: str) -> list[str]:
    """Return the header row: the usual names, or those of a sender with other habits."""
    if sample.plain:
        return COLUMNS[sheet]
    number = sample.months.index(month)
    habits = HEADERS[number % len(HEADERS)]
    extra = [EXTRA_COLUMN] if number % len(HEADERS) == 1 else []
    return [habits.get(name, name) for name in COLUMNS[sheet]] + extra


def _rows(sample: Sample, month: str, sheet: str, corrected: bool, draft: bool) -> Iterator[tuple[Cell, ...]]:
    extra = len(headers(sample, month, sheet)) > len(COLUMNS[sheet])
    numeric_ids = not sample.plain and sample.months.index(month) % len(HEADERS) == 1
    for chunk in chunks(sample, month, sheet, corrected):
        rows = _with_numbers(chunk, sheet) if numeric_ids else chunk.rows()
        remarks = _remarks(len(chunk.ways)) if extra else []
        for position, row in enumerate(rows):
            if draft and position >= len(chunk.ways) // 10:
                break
            yield (*row, remarks[position]) if extra else row


def _with_numbers(chunk: Chunk, sheet: str) -> Iterator[tuple[Cell, ...]]:
    """Return rows as the second month's sender stores them: company ids without a zero in front as numbers."""
    at = COLUMNS[sheet].index("company_id")
    for row in chunk.rows():
        text = str(row[at])
        value: Cell = int(text) if text.isdigit() and text[0] != "0" else row[at]
        yield (*row[:at], value, *row[at + 1 :])


def _remarks(count: int) -> list[str | None]:
    return ["已核对" if number % 50 == 0 else None for number in range(count)]


def _write_row(page: Any, number: int, row: tuple[Cell, ...], date: Any) -> None:
    for column, value in enumerate(row):
        if isinstance(value, str):
            page.write_string(number, column, value)
        elif isinstance(value, datetime.date):
            page.write_datetime(number, column, value, date)
        elif value is not None:
            page.write_number(number, column, value)

"""Codes arrive unchanged, and numbers in one plain form, whatever the format of the file."""

import datetime
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from refill.readers.text import cell_text

CODES = (
    "007",
    "1E5",
    "NA",
    "null",
    "TRUE",
    "12:30:45",
    "2024-01",
    "1234567890123456",
    " x\t",
    '"',
    "\\.",
    "①\U00020000",
)
NAMES = tuple(f"c{number}" for number in range(len(CODES)))


def write_xlsx(path: Path, rows: list[list[Any]]) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def test_codes_arrive_unchanged_from_every_format(new_project: Any) -> None:
    project = new_project(dict.fromkeys(NAMES, "text"))
    data = project.root / "data"
    write_xlsx(data / "a.xlsx", [list(NAMES), list(CODES)])
    quoted = ['"' + code.replace('"', '""') + '"' for code in CODES]
    (data / "b.csv").write_text(f"{','.join(NAMES)}\n{','.join(quoted)}\n", encoding="utf-8")
    plain = [code for code in CODES if code != '"']
    (data / "c.csv").write_text(f"{','.join(NAMES[: len(plain)])}\n{','.join(plain)}\n", encoding="utf-8")
    pq.write_table(pa.table([[code] for code in CODES], names=list(NAMES)), data / "d.parquet")
    assert [result.status for result in project.land()] == ["landed"] * 4
    assert project.cells() == [CODES, CODES, (*plain, None), CODES]


def test_numbers_dates_and_booleans_read_alike_from_every_format(new_project: Any, tmp_path: Path) -> None:
    values: dict[str, tuple[Any, str]] = {
        "whole": (101.0, "101"),
        "fraction": (0.1, "0.1"),
        "long": (0.30000000000000004, "0.30000000000000004"),
        "small": (0.0000001, "0.0000001"),
        "negative": (-1234.5, "-1234.5"),
        "digits15": (123456789012345.0, "123456789012345"),
        "day": (datetime.date(2024, 11, 1), "2024-11-01"),
        "moment": (datetime.datetime(2024, 11, 1, 12, 30, 45), "2024-11-01 12:30:45"),
        "split": (datetime.datetime(2024, 11, 1, 12, 30, 45, 50000), "2024-11-01 12:30:45.05"),
        "midnight": (datetime.datetime(2024, 11, 1), "2024-11-01"),
        "clock": (datetime.time(12, 30, 45), "12:30:45"),
        "span": (datetime.timedelta(hours=30, minutes=5), "30:05:00"),
        "yes": (True, "TRUE"),
        "no": (False, "FALSE"),
        "empty": (None, None),
    }
    expected = tuple(text for _, text in values.values())
    project = new_project(dict.fromkeys(values, "text"))
    path = tmp_path / "data/a.xlsx"
    write_xlsx(path, [list(values), [0.5 if name == "long" else value for name, (value, _) in values.items()]])
    replace_in_sheet(path, b"<v>0.5</v>", b"<v>0.30000000000000004</v>")
    pq.write_table(pa.table({name: [value] for name, (value, _) in values.items()}), tmp_path / "data/b.parquet")
    (tmp_path / "data/c.csv").write_text(f"{','.join(values)}\n{','.join(text or '' for text in expected)}\n")
    assert [result.status for result in project.land()] == ["landed"] * 3
    assert project.cells() == [expected] * 3


def replace_in_sheet(path: Path, old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    assert parts["xl/worksheets/sheet1.xml"].count(old) == 1
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)


def test_parquet_types_of_its_own_read_like_the_others(new_project: Any, tmp_path: Path) -> None:
    moment = datetime.datetime(2024, 11, 1, 12, 30)
    values: dict[str, tuple[pa.Array, str | None]] = {
        "int64": (pa.array([1234567890123456789]), "1234567890123456789"),
        "decimal": (pa.array([Decimal("101.00")]), "101"),
        "decimal2": (pa.array([Decimal("-1234.5600")]), "-1234.56"),
        "float32": (pa.array([0.1], pa.float32()), "0.1"),
        "nano": (pa.array([moment], pa.timestamp("ns")), "2024-11-01 12:30:00"),
        "second": (pa.array([moment], pa.timestamp("s")), "2024-11-01 12:30:00"),
        "tenth": (pa.array([moment.replace(microsecond=500500)], pa.timestamp("ns")), "2024-11-01 12:30:00.5005"),
        "zoned": (pa.array([moment], pa.timestamp("us", "UTC")), "2024-11-01 12:30:00Z"),
        "words": (pa.array(["NA"]).dictionary_encode(), "NA"),
        "large": (pa.array(["007"], pa.large_string()), "007"),
        "bytes": (pa.array(["计划".encode()]), "计划"),
        "nan": (pa.array([float("nan")]), "NaN"),
        "nothing": (pa.nulls(1), None),
        "list": (pa.array([["a", "计"]]), '["a", "计"]'),
    }
    project = new_project(dict.fromkeys(values, "text"))
    table = pa.table({name: array for name, (array, _) in values.items()})
    pq.write_table(table, tmp_path / "data/a.parquet")
    assert [result.status for result in project.land()] == ["landed"]
    assert project.cells() == [tuple(text for _, text in values.values())]


def test_a_code_that_lost_digits_as_a_number_rejects_its_row_naming_the_cell(new_project: Any, tmp_path: Path) -> None:
    project = new_project({"code": "text", "amount": "numeric(30,2)"})
    rows = [["code", "amount"], ["S1", 1e15], [1234567890123456, 2], [999999999999999, 3], [-1234567890123456, 4]]
    write_xlsx(tmp_path / "data/a.xlsx", rows)
    codes = [None, 1234567890123456.0, 999999999999999.0, -1234567890123456.0]
    columns = {"code": codes, "amount": [1e15, 2.0, 3.0, 4.0]}
    pq.write_table(pa.table(columns), tmp_path / "data/b.parquet")
    assert [(result.rows, result.rejected) for result in project.land()] == [(4, 2), (4, 2)]
    note = {
        "status": "rejected",
        "reason": "a code of more than 15 digits is stored as a number and has lost digits: store it as text",
        "column": "code",
        "cell": "A3",
    }
    assert project.query(
        "select _row_number, _note, code, amount from w_raw.facts order by _batch_id, _row_number"
    ) == [
        (2, None, "S1", "1000000000000000"),
        (3, note, "1234567890123456", "2"),
        (4, None, "999999999999999", "3"),
        (5, {**note, "cell": "A5"}, "-1234567890123456", "4"),
        (2, None, None, "1000000000000000"),
        (3, note, "1234567890123456", "2"),
        (4, None, "999999999999999", "3"),
        (5, {**note, "cell": "A5"}, "-1234567890123456", "4"),
    ]


def test_rows_of_a_workbook_keep_their_numbers_around_blank_rows_and_columns(new_project: Any, tmp_path: Path) -> None:
    project = new_project({"a": "text", "b": "text"})
    with xlsxwriter.Workbook(tmp_path / "data/a.xlsx") as book:
        sheet = book.add_worksheet("数据")
        grey = book.add_format({"bg_color": "gray"})
        for row, column, value in [
            (2, 1, "a"),
            (2, 3, "b"),
            (3, 1, "1"),
            (5, 3, "2"),
            (5, 2, "stray"),
            (5, 0, "first"),
        ]:
            sheet.write_string(row, column, value)
        for row in (4, 6, 7, 900):
            sheet.write_blank(row, 1, None, grey)
    assert [(r.sheet, r.rows, r.skipped, r.unknown_columns) for r in project.land()] == [
        ("数据", 3, 1, ("column A", "column C"))
    ]
    assert project.query("select _row_number, _file, _sheet, _note, _extra, a, b from w_raw.facts order by 1") == [
        (4, "data/a.xlsx", "数据", None, None, "1", None),
        (5, "data/a.xlsx", "数据", {"status": "skipped", "reason": "blank row"}, None, None, None),
        (6, "data/a.xlsx", "数据", None, {"column A": "first", "column C": "stray"}, None, "2"),
    ]


def test_many_chunks_of_a_workbook_number_every_row(new_project: Any, tmp_path: Path) -> None:
    project = new_project({"a": "text", "b": "text"})
    with xlsxwriter.Workbook(tmp_path / "data/a.xlsx") as book:
        sheet = book.add_worksheet()
        for row in range(0, 9001, 2):
            sheet.write_row(row, 0, ["a", "b"] if row == 0 else [row, f"={row}"])
    assert [(result.rows, result.skipped) for result in project.land()] == [(9000, 4500)]
    assert project.query("select count(*), min(_row_number), max(_row_number) from w_raw.facts") == [(9000, 2, 9001)]
    assert project.query("select count(*) from w_raw.facts where a::int + 1 = _row_number") == [(4500,)]


def test_a_gap_of_several_chunks_in_a_workbook_numbers_every_row(new_project: Any, tmp_path: Path) -> None:
    project = new_project({"a": "text", "b": "text"})
    with xlsxwriter.Workbook(tmp_path / "data/a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write_row(5000, 0, ["x", "y"])
    assert [(result.rows, result.skipped) for result in project.land()] == [(5000, 4999)]
    assert project.query("select count(distinct _row_number), min(_row_number) from w_raw.facts") == [(5000, 2)]
    assert project.query("select _row_number from w_raw.facts where a = 'x'") == [(5001,)]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1e21, "1000000000000000000000"),
        (1.5e-7, "0.00000015"),
        (-0.5, "-0.5"),
        (float("inf"), "Infinity"),
        (datetime.timedelta(seconds=-90.5), "-00:01:30.5"),
        (Decimal("0.00"), "0"),
        (Decimal("100"), "100"),
    ],
)
def test_rare_values_have_plain_forms(value: Any, text: str) -> None:
    assert cell_text(value) == text

"""Workbooks of the old binary format keep every promise of the new one."""

import datetime
from pathlib import Path
from typing import Any

import pytest
import xlwt

from refill.config.models import Domain, ForeignKey
from refill.readers.workbooks.cells import LOST_CODE
from refill.readers.workbooks.merged import MERGED

from ..support.workbooks import HEADER, write_workbook

ROWS = "select _row_number, _note ->> 'reason', _note ->> 'cell', a, b, _extra from w_raw.facts order by 1"
DAY, MOMENT, ZEROS = (xlwt.easyxf(num_format_str=code) for code in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "000"))
KEY = {"name": "fk_a", "source_column": "a", "target_table": "things", "target_key": "a"}


def write(path: Path, *rows: list[Any], sheet: str = "s", book: xlwt.Workbook | None = None) -> xlwt.Workbook:
    book = book or xlwt.Workbook()
    page = book.add_sheet(sheet)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            value, style = cell if isinstance(cell, tuple) else (cell, None)
            if isinstance(value, str) and value.startswith("#"):
                page.row(number).set_cell_error(column, {"#N/A": 42}.get(value, value))
            elif value is not None:
                page.write(number, column, value, *([style] if style else []))
    book.save(str(path))
    return book


def test_values_are_what_a_person_sees(new_project: Any, tmp_path: Path) -> None:
    project = new_project({"a": "text", "b": "text", "c": "text"}, patterns=["*.xls"])
    long = "字" * 300
    write(
        tmp_path / "data/a.xls",
        ["a", "b", "c"],
        ["text", 1, 0.30000000000000004],
        [(7, ZEROS), (datetime.date(2024, 11, 1), DAY), (datetime.datetime(2024, 11, 1, 12, 30, 5), MOMENT)],
        [],
        [True, long, 12345678],
        [xlwt.Formula("1+1"), "x", None],
    )
    assert [(result.status, result.rows, result.skipped) for result in project.land()] == [("landed", 5, 1)]
    assert project.query("select a, b, c from w_raw.facts order by _row_number")[:4] == [
        ("text", "1", "0.30000000000000004"),
        ("007", "2024-11-01", "2024-11-01 12:30:05"),
        (None, None, None),
        ("TRUE", long, "12345678"),
    ]


def test_times_of_the_day_and_spans_are_no_days(new_project: Any, tmp_path: Path) -> None:
    project = new_project({"a": "text", "b": "text"}, patterns=["*.xls"])
    time, span = (xlwt.easyxf(num_format_str=code) for code in ("hh:mm:ss", "[h]:mm:ss"))
    write(tmp_path / "data/a.xls", ["a", "b"], [(0.26, time), (10.632060185185185, span)], [(0.0, time), (0.5, span)])
    project.land()
    assert project.cells() == [("06:14:24", "255:10:10"), ("00:00:00", "12:00:00")]


def test_an_error_concerns_its_column(new_project: Any, tmp_path: Path) -> None:
    project = new_project(patterns=["*.xls"])
    rows = [["a", "b", "helper"], ["1", None, "#N/A"], ["2", "#DIV/0!", None], ["3", None, None, None, None, "#REF!"]]
    write(tmp_path / "data/a.xls", *rows)
    project.land()
    assert project.query(ROWS) == [
        (2, None, None, "1", None, {"helper": "#N/A"}),
        (3, "the cell holds the error #DIV/0!", "B3", "2", "#DIV/0!", None),
        (4, None, None, "3", None, None),
    ]


@pytest.mark.parametrize("fill", [False, True])
def test_merged_cells_are_seen(new_project: Any, tmp_path: Path, fill: bool) -> None:
    project = new_project(patterns=["*.xls"], merged_cells="fill" if fill else "set_aside")
    book = xlwt.Workbook()
    page = book.add_sheet("s")
    for column, name in enumerate("ab"):
        page.write(0, column, name)
    page.write_merge(1, 3, 0, 0, "k1")
    for number in range(1, 4):
        page.write(number, 1, number)
    book.save(str(tmp_path / "data/a.xls"))
    project.land()
    assert [(row[0], row[1], row[3]) for row in project.query(ROWS)] == [
        (2, None, "k1"), *((n, None, "k1") if fill else (n, MERGED, None) for n in (3, 4))
    ]  # fmt: skip


def test_a_key_that_is_a_date_has_lost_its_code(new_project: Any, new_domain: Any, tmp_path: Path) -> None:
    domain: Domain = new_domain("facts", {"a": "text", "b": "text"}, patterns=["*.xls"])
    key = ForeignKey.model_validate(KEY)
    project = new_project(domains=[domain.model_copy(update={"foreign_keys": (key,)})])
    write(tmp_path / "data/a.xls", ["a", "b"], [(datetime.date(2024, 3, 1), DAY), 1], ["MAR1", 2])
    project.land()
    assert [row[:3] for row in project.query(ROWS)] == [(2, LOST_CODE, "A2"), (3, None, None)]


def test_days_from_1904_and_hidden_sheets_and_headers_further_down(new_project: Any, tmp_path: Path) -> None:
    columns = {"a": {"type": "text", "required": True}, "b": "date"}
    project = new_project(columns, patterns=["*.xls"], header_row="auto")
    book = xlwt.Workbook()
    book.dates_1904 = True
    write(tmp_path / "data/a.xls", ["a", "b"], ["hidden", None], sheet="lists", book=book)
    book.get_sheet(0).visibility = 1
    rows = [["Report"], ["a", "b"], ["x", (datetime.date(2024, 11, 1), DAY)], ["y", 45597 - 1462]]
    write(tmp_path / "data/a.xls", *rows, sheet="Data", book=book)
    assert [(result.sheet, result.status) for result in project.land()] == [("Data", "landed")]
    assert project.cells() == [("x", "2024-11-01"), ("y", "45597")]


def damaged(path: Path) -> bytes:
    write(path, ["a", "b"], *(["x" * 50, number] for number in range(500)))
    return path.read_bytes()


def test_what_cannot_be_read_is_refused_and_ends_nothing(new_project: Any, tmp_path: Path) -> None:
    project = new_project(patterns=["*.xls"])
    whole = damaged(tmp_path / "whole.xls")
    for number, cut in enumerate((600, 2_000, len(whole) // 2, len(whole) - 3_000)):
        (tmp_path / f"data/{number}.xls").write_bytes(whole[:cut])
    (tmp_path / "data/4.xls").write_bytes(whole[:8] + bytes(4_000))
    (tmp_path / "data/5.xls").write_bytes(b"a,b\n1,2\n")
    (tmp_path / "data/6.xls").write_bytes(bytes(byte ^ (index % 251 == 7) for index, byte in enumerate(whole)))
    write_workbook(tmp_path / "data/7.xls", HEADER)
    results = project.land()
    assert [result.status for result in results][:6] == ["refused"] * 6
    assert all(result.reason and result.reason.startswith("data/") for result in results[:6])
    assert (results[7].status, results[7].rows) == ("landed", 0)  # an .xlsx workbook, whatever its name

"""Cells of a workbook that have no value of their own: errors, formulas without a result, and their likes."""

import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from refill.readers.sheet import Fault
from refill.readers.workbooks.prescan import NO_RESULT, prescan
from refill.readers.workbooks.sheet_xml import rewrite

from ..support.workbooks import HEADER, MAIN, text, write_workbook

ERROR = '<c r="{}" t="e"><v>{}</v></c>'
MISLEADING = text("A7", 't=&quot;e&quot; t="e" &lt;f>')
BAD_CELLS = (
    f'<row r="2">{text("A2", "1")}{ERROR.format("B2", "#N/A")}</row>'
    f'<row r="3"><c r="A3"><f>1+1</f></c>{text("B3", "x")}</row>'
    f'<row r="4"><c r="A4"><f>1+1</f><v>2</v></c><c r="B4" t="str"><f>""</f><v></v></c></row>'
    f'<row r="6"><c r="A6" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B6"><f t="shared" si="0"/></c></row>'
    f'<row r="7">{MISLEADING}</row>'
    f'<row r="8"><c r="B8"><f>A1</f><v/></c></row>'
)


def rejected(column: str, cell: str, reason: str) -> dict[str, str]:
    return {"status": "rejected", "reason": reason, "column": column, "cell": cell}


def test_rows_with_an_error_or_a_formula_without_its_result_are_rejected_naming_the_cell(
    new_project: Any, tmp_path: Path
) -> None:
    project = new_project({"a": "text", "b": "numeric(9,2)"})
    write_workbook(tmp_path / "data/a.xlsx", HEADER, BAD_CELLS)
    na, division = "the cell holds the error #N/A", "the cell holds the error #DIV/0!"
    assert [(r.status, r.rows, r.rejected_reasons, r.skipped_reasons) for r in project.land()] == [
        ("landed", 7, {na: 1, division: 1, NO_RESULT: 2}, {"blank row": 1})
    ]
    assert project.query("select _row_number, _note, a, b from w_raw.facts order by 1") == [
        (2, rejected("b", "B2", na), "1", "#N/A"),
        (3, rejected("a", "A3", NO_RESULT), "=1+1", "x"),
        (4, None, "2", None),
        (5, {"status": "skipped", "reason": "blank row"}, None, None),
        (6, rejected("a", "A6", division), "#DIV/0!", "="),
        (7, None, 't="e" t="e" <f>', None),
        (8, rejected("b", "B8", NO_RESULT), None, "=A1"),
    ]


def test_a_workbook_that_no_program_has_calculated_loses_no_row(new_project: Any, tmp_path: Path) -> None:
    project = new_project()
    book = openpyxl.Workbook()
    for row in (["a", "b"], ["=1+1", "x"], ["1", "2"], ["=1", "=2"]):
        book.active.append(row)
    book.save(tmp_path / "data/a.xlsx")
    assert [(result.rows, result.rejected_reasons) for result in project.land()] == [(3, {NO_RESULT: 2})]
    assert project.query("select _row_number, _note ->> 'cell' from w_raw.facts order by 1") == [
        (2, "A2"),
        (3, None),
        (4, "A4"),
    ]


def test_an_error_in_the_header_names_no_column_and_one_without_a_place_stands_behind_the_last(
    new_project: Any, tmp_path: Path
) -> None:
    project = new_project({"a": "text", "b": {"type": "text", "required": True}})
    head = f'<row r="1">{text("A1", "a")}{ERROR.format("B1", "#REF!")}</row>'
    write_workbook(tmp_path / "data/a.xlsx", head, f'<row r="2">{text("A2", "1")}{text("B2", "2")}</row>')
    write_workbook(tmp_path / "data/b.xlsx", HEADER, '<row><c t="e"><v>#NAME?</v></c></row>')
    refused, landed = project.land()
    assert refused.reason == (
        "data/a.xlsx, sheet 's': no header 'b'. Correct the header, or add an alias in data_sources.yml. "
        "Row 1 says: 'a'."
    )
    assert landed.rejected_reasons == {"the cell holds the error #NAME?": 1}
    assert project.query("select _note ->> 'cell' from w_raw.facts") == [("A2",)]


def test_a_total_row_may_hold_errors(new_project: Any, tmp_path: Path) -> None:
    project = new_project(total_rows=["a"])
    write_workbook(
        tmp_path / "data/a.xlsx", HEADER, f'<row r="2">{text("A2", "合计")}{ERROR.format("B2", "#N/A")}</row>'
    )
    assert [(r.rows, r.rejected, r.skipped_reasons) for r in project.land()] == [(1, 0, {"total row": 1})]


@pytest.mark.parametrize("size", [7, 64, 100_000])
@pytest.mark.parametrize("prefix", ["", "x:"])
@pytest.mark.parametrize("quote", ['"', "'"])
def test_bad_cells_are_found_however_the_xml_is_spelled_and_cut(size: int, prefix: str, quote: str) -> None:
    cells = BAD_CELLS.replace(MISLEADING, "")
    for name in ("row", "c", "f", "v", "is", "t"):
        cells = cells.replace(f"<{name} ", f"<{prefix}{name} ").replace(f"<{name}>", f"<{prefix}{name}>")
        cells = cells.replace(f"</{name}>", f"</{prefix}{name}>").replace(f"<{name}/>", f"<{prefix}{name}/>")
    begin = (
        f'<{prefix}worksheet xmlns:x="{MAIN}"><{prefix}sheetData><{prefix}row r="1"><{prefix}c r="A1"/></{prefix}row>'
    )
    xml = f"{begin}{cells}</{prefix}sheetData></{prefix}worksheet>".replace('"', quote).encode()
    first = len(begin)
    pieces = [xml[:first], *(xml[at : at + size] for at in range(first, len(xml), size))]
    scan = prescan(pieces, "a.xlsx")
    assert scan.is_plain == (quote == '"')
    if not scan.is_plain:
        scan = rewrite(pieces, lambda _: None, "a.xlsx", False, {})
    na, division = Fault(1, "the cell holds the error #N/A"), Fault(0, "the cell holds the error #DIV/0!")
    assert scan.faults == {
        2: {1: na}, 3: {0: Fault(0, NO_RESULT)}, 6: {0: division, 1: Fault(1, NO_RESULT)}, 8: {1: Fault(1, NO_RESULT)}
    }  # fmt: skip
    assert scan.texts == {2: {1: "#N/A"}, 3: {0: "=1+1"}, 6: {0: "#DIV/0!", 1: "="}, 8: {1: "=A1"}}


def test_dates_of_a_workbook_that_counts_from_1904_are_right(new_project: Any, tmp_path: Path) -> None:
    project = new_project({"a": "date", "b": "timestamp"})
    for name, since in (("a", False), ("b", True)):
        with xlsxwriter.Workbook(tmp_path / f"data/{name}.xlsx", {"date_1904": since}) as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, ["a", "b"])
            day, moment = (book.add_format({"num_format": f}) for f in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"))
            sheet.write_datetime(1, 0, datetime.date(2024, 11, 1), day)
            sheet.write_datetime(1, 1, datetime.datetime(2024, 11, 1, 12, 30), moment)
    assert [result.status for result in project.land()] == ["landed"] * 2
    assert project.cells() == [("2024-11-01", "2024-11-01 12:30:00")] * 2

"""Workbooks as people and programs write them: errors, merged cells, codes, headers, sheets, spellings of the XML."""

import datetime
import re
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import unescape

import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles import numbers

from refill.config.models import Domain, ForeignKey
from refill.readers.workbooks import prescan
from refill.readers.workbooks.cells import LOST_CODE, TOO_MANY_CHARACTERS
from refill.readers.workbooks.merged import MERGED

from ..support.workbooks import HEADER, MAIN, OFFICE, PACKAGE, text, write_workbook

ERRORS = (
    "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!",
    "#CONNECT!", "#BUSY!", "#UNKNOWN!", "#PYTHON!", "#GETTING_DATA", "#EXTERNAL!", "#TIMEOUT!", "Fehler:502",
)  # fmt: skip
KEY = {"name": "fk_a", "source_column": "a", "target_table": "things", "target_key": "a"}
ROWS = "select _row_number, _note ->> 'reason', _note ->> 'cell', a, b, _extra from w_raw.facts order by 1"


def with_key(domain: Domain) -> Domain:
    return domain.model_copy(update={"foreign_keys": (ForeignKey.model_validate(KEY),)})


def error(reference: str, value: str) -> str:
    return f'<c r="{reference}" t="e"><f>X()</f><v>{value}</v></c>'


def save(path: Path, rows: list[list[Any]], merge: tuple[str, ...] = (), formats: dict[str, str] | None = None) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for found in merge:
        book.active.merge_cells(found)
    for cell, code in (formats or {}).items():
        book.active[cell].number_format = code
    book.save(path)


@pytest.mark.parametrize("value", ERRORS)
def test_an_error_concerns_its_column(new_project: Any, tmp_path: Path, value: str) -> None:
    project = new_project()
    head = f'<row r="1">{text("A1", "a")}{text("B1", "b")}{text("C1", "helper")}</row>'
    rows = (
        f'<row r="2">{text("A2", "1")}{error("C2", value)}</row>'
        f'<row r="3">{text("A3", "2")}{error("B3", value)}</row>'
        f'<row r="4">{text("A4", "3")}{error("H4", value)}</row>'
        f'<row r="5">{error("I5", value)}</row>'
        f'<row r="6">{text("A6", "4")}<c r="B6" t="e"/><c r="C6" t="e"><v> </v></c></row>'
        f'<row r="7"><c r="A7" t="e"/></row>'
    )
    write_workbook(tmp_path / "data/a.xlsx", head, rows)
    assert [result.status for result in project.land()] == ["landed"]
    shown = value if value.startswith("#") else "of its own"
    assert project.query(ROWS) == [
        (2, None, None, "1", None, {"helper": value}),
        (3, f"the cell holds the error {shown}", "B3", "2", value, None),
        (4, None, None, "3", None, None),
        (5, "blank row", None, None, None, None),
        (6, None, None, "4", None, None),
    ]


def respelled(path: Path, change: Any) -> None:
    """Write the workbook again with its sheet changed by `change`, from text to bytes."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    with zipfile.ZipFile(path, "w") as book:
        for name, content in parts.items():
            book.writestr(name, change(content.decode()) if name.startswith("xl/worksheets/") else content)


def swapped(xml: str) -> str:
    """Put the attributes of each cell in another order, and a line break between them."""
    return re.sub(r'<c (r="[A-Z0-9]+")((?: [st]="[a-zA-Z0-9]+")+)', lambda m: f"<c\n{m[2]}\n{m[1]}", xml)


def prefixed(xml: str) -> str:
    xml = re.sub(r"<(/?)(worksheet|sheetData|row|c|v|f|is|t|mergeCells?)\b", r"<\1q:\2", xml)
    return xml.replace("xmlns=", "xmlns:q=")


SPELLINGS = {
    "single quotes": lambda xml: re.sub(r'([rst])="([^"]*)"', r"\1='\2'", xml).encode(),
    "a space before the equals sign": lambda xml: re.sub(r' ([rst])="', r' \1 ="', xml).encode(),
    "attributes in another order": lambda xml: swapped(xml).encode(),
    "a prefix": lambda xml: prefixed(xml).encode(),
    "no places": lambda xml: re.sub(r'<(c|row) r="[A-Z0-9]+"', r"<\1", xml).encode(),
    "character references": lambda xml: xml.replace("#N/A", "&#35;N&#47;A").replace('"e"', '"&#101;"').encode(),
    "sections of characters": lambda xml: re.sub(
        r"<(v|t)>([^<]*)<", lambda m: f"<{m[1]}><![CDATA[{unescape(m[2])}]]><", xml
    ).encode(),
    "comments": lambda xml: xml.replace("<v>", "<!-- <c t='e'> --><v>").encode(),
    "UTF-16": lambda xml: xml.split("?>")[-1].encode("utf-16"),
    "another encoding": lambda xml: ("<?xml version='1.0' encoding='ISO-8859-1'?>" + xml).encode("latin-1"),
    "blanks around values": lambda xml: re.sub(r"<v>([0-9]+)</v>", r"<v> \1\n</v>", xml).encode(),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_any_valid_spelling_of_the_xml_is_the_same_cell(new_project: Any, tmp_path: Path, spelling: str) -> None:
    project = new_project({"a": "text", "b": "text", "c": "text"})
    head = f'<row r="1">{text("A1", "a")}{text("B1", "b")}{text("C1", "c")}</row>'
    first = '<c r="A2" s="1"><v>7</v></c><c r="B2" t="s"><v>0</v></c><c r="C2" t="b"><v>1</v></c>'
    rows = (
        f'<row r="2">{first}</row>'
        f'<row r="3">{text("A3", "é&amp;&lt;")}<c r="B3" t="e"><v>#N/A</v></c><c r="C3"><v>45597</v></c></row>'
        f'<row r="4"><c r="A4"><f>A1 = B1</f></c><c r="B4" t="str"><f>1</f><v>x</v></c><c r="C4"><v>12</v></c></row>'
        f'<row r="5"><c r="A5" t="d"><v>2024-11-01</v></c>{text("B5", "y")}<c r="C5"><v>3</v></c></row>'
    )
    strings = "<si><t>gemeinsam</t></si>"
    write_workbook(tmp_path / "data/a.xlsx", head, rows, strings=strings)
    write_workbook(tmp_path / "data/b.xlsx", head, rows, strings=strings)
    respelled(tmp_path / "data/b.xlsx", SPELLINGS[spelling])
    assert [result.status for result in project.land()] == ["landed"] * 2
    found = project.query(
        "select _batch_id, _row_number, _note - 'x', a, b, c from w_raw.facts order by _batch_id, _row_number"
    )
    assert [row[1:] for row in found if row[0] == 1] == [row[1:] for row in found if row[0] == 2]
    assert [row[3:] for row in found if row[0] == 2] == [
        ("7", "gemeinsam", "TRUE"),
        ("é&<", "#N/A", "45597"),
        ("=A1 = B1", "x", "12"),
        ("2024-11-01", "y", "3"),
    ]


def test_usual_workbooks_are_not_read_twice(new_project: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scanned = []
    words = prescan._Words.of

    def noted(beginning: bytes, zeros: Any) -> Any:
        scanned.append(words(beginning, zeros) is not None)
        return words(beginning, zeros)

    monkeypatch.setattr(prescan._Words, "of", noted)
    rows = [["a", "b"], [1, "x"], [2.5, None], [datetime.date(2024, 11, 1), True], ["<&>'\"", "é"]]
    save(tmp_path / "o.xlsx", rows)
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows[:3] + rows[4:]):
            sheet.write_row(number, 0, row)
        sheet.write_formula(5, 0, '=IF(A1="x",1,2)', None, 2)
    for name in "ox":
        with zipfile.ZipFile(tmp_path / f"{name}.xlsx") as book:
            xml = book.read("xl/worksheets/sheet1.xml")
        assert prescan.prescan([xml], name).is_plain
    assert scanned == [True, True]


def test_the_parts_of_a_workbook_are_found_by_their_relationships(new_project: Any, tmp_path: Path) -> None:
    project = new_project()
    relations = f'<Relationships xmlns="{PACKAGE}/relationships">{{}}</Relationships>'
    entry = '<Relationship Id="{}" Type="{}/{}" Target="{}"/>'
    rows = f'<row r="2"><c r="A2" t="s"><v>0</v></c>{text("B2", "2")}</row>'
    with zipfile.ZipFile(tmp_path / "data/a.xlsx", "w") as book:
        book.writestr("_rels/.rels", relations.format(entry.format("r", OFFICE, "officeDocument", "/book/main.xml")))
        parts = entry.format("a", OFFICE, "worksheet", "../cells/one.xml") + entry.format(
            "b", OFFICE, "sharedStrings", "words.xml"
        )
        book.writestr("book/_rels/main.xml.rels", relations.format(parts))
        book.writestr(
            "book/main.xml",
            f'<w:workbook xmlns:w="{MAIN}" xmlns:r="{OFFICE}"><w:sheets><w:sheet name="s" sheetId="1" r:id="a"/>'
            "</w:sheets></w:workbook>",
        )
        book.writestr("cells/one.xml", f'<worksheet xmlns="{MAIN}"><sheetData>{HEADER}{rows}</sheetData></worksheet>')
        book.writestr("book/words.xml", f'<sst xmlns="{MAIN}"><si><t>eins</t></si></sst>')
    assert [result.status for result in project.land()] == ["landed"]
    assert project.query("select a, b from w_raw.facts") == [("eins", "2")]


def test_rows_under_merged_cells_are_set_aside_or_filled(new_project: Any, tmp_path: Path) -> None:
    rows = [["a", "b", "note"], ["k1", 1, "n"], [None, 2, None], [None, 3, None], ["k2", 4, None], ["合计", None, None]]
    merged = ("A2:A4", "C2:C5", "A6:B6")
    project = new_project(total_rows=["a"])
    save(tmp_path / "data/a.xlsx", rows, merged)
    project.land()
    assert [(row[0], row[1], row[2]) for row in project.query(ROWS)] == [
        (2, None, None), (3, MERGED, "A3"), (4, MERGED, "A4"), (5, None, None), (6, "total row", "A6")
    ]  # fmt: skip


def test_merged_cells_are_filled_with_what_a_person_sees(new_project: Any, tmp_path: Path) -> None:
    project = new_project({"a": "text", "b": "text", "c": "text"}, merged_cells="fill")
    rows = [["a", "b", "c"], [7, 1, "n"], [None, 2, None], [None, 3, "m"], ["k2", "both", None]]
    save(tmp_path / "data/a.xlsx", rows, ("A2:A4", "C2:C3", "B5:C5"), {"A2": "000"})
    project.land()
    assert project.query("select a, b, c from w_raw.facts order by _row_number") == [
        ("007", "1", "n"), ("007", "2", "n"), ("007", "3", "m"), ("k2", "both", "both")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "code", "said"),
    [
        (7, "000", "007"),
        (12345, "0000", "12345"),
        (7, '"000"', "7"),
        (7, "0", "7"),
        (7, "0.00", "7"),
        (7.5, "000", "7.5"),
        (-7, "000", "-7"),
        (1, numbers.FORMAT_PERCENTAGE, "1"),
    ],
)
def test_a_number_shown_by_a_format_of_zeros_is_that_code(
    new_project: Any, tmp_path: Path, value: float, code: str, said: str
) -> None:
    project = new_project()
    save(tmp_path / "data/a.xlsx", [["a", "b"], [value, "x"]], formats={"A2": code})
    project.land()
    assert project.cells() == [(said, "x")]


def test_a_text_key_that_is_a_date_or_a_logical_value_has_lost_its_code(
    new_project: Any, new_domain: Any, tmp_path: Path
) -> None:
    rows = [["a", "b"], [datetime.date(2024, 3, 1), 1], [True, 2], ["MAR1", datetime.date(2024, 3, 1)], [4, False]]
    project = new_project(domains=[with_key(new_domain("facts", {"a": "text", "b": "text"}))])
    save(tmp_path / "data/a.xlsx", rows)
    project.land()
    assert [row[:4] for row in project.query(ROWS)] == [
        (2, LOST_CODE, "A2", "2024-03-01"), (3, LOST_CODE, "A3", "TRUE"), (4, None, None, "MAR1"), (5, None, None, "4")
    ]  # fmt: skip


def test_such_a_key_is_a_text_where_the_yaml_says_any(new_project: Any, new_domain: Any, tmp_path: Path) -> None:
    project = new_project(domains=[with_key(new_domain("facts", {"a": {"type": "text", "cells": "any"}, "b": "text"}))])
    save(tmp_path / "data/a.xlsx", [["a", "b"], [True, 2]])
    assert [result.rejected for result in project.land()] == [0]


def test_a_serial_number_means_the_same_day_in_a_workbook_that_counts_from_1904(
    new_project: Any, tmp_path: Path
) -> None:
    project = new_project({"a": "date", "b": "integer"})
    with xlsxwriter.Workbook(tmp_path / "data/a.xlsx", {"date_1904": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write_row(1, 0, [45597 - 1462, 45597])
    project.land()
    assert project.cells() == [("45597", "45597")]


def test_a_cell_that_no_spreadsheet_program_writes_is_set_aside(new_project: Any, tmp_path: Path) -> None:
    project = new_project()
    rows = f'<row r="2">{text("A2", "x" * 32_768)}</row><row r="3">{text("A3", "x" * 32_767)}</row>'
    write_workbook(tmp_path / "data/a.xlsx", HEADER, rows)
    assert [result.rejected_reasons for result in project.land()] == [{TOO_MANY_CHARACTERS: 1}]
    assert project.query("select _note ->> 'cell', length(a) from w_raw.facts order by _row_number") == [
        ("A2", 32_767), (None, 32_767)
    ]  # fmt: skip


TITLE = [["Report of November"], [], ["a", "b"], ["1", "x"], [], ["2", "y"]]


def test_the_header_stands_where_the_yaml_says_and_a_message_says_where(new_project: Any, tmp_path: Path) -> None:
    columns = {"a": {"type": "text", "required": True}, "b": "text"}
    project = new_project(columns)
    save(tmp_path / "data/a.xlsx", TITLE)
    assert [result.reason for result in project.land()] == [
        "data/a.xlsx, sheet 'Sheet': no header 'a'. Correct the header, or add an alias in "
        "data_sources.yml. Row 1 says: 'Report of November'. Row 3 has the headers: write `header_row: 3`, or "
        "`header_row: auto`."
    ]


@pytest.mark.parametrize("header_row", [3, "auto"])
def test_the_header_is_found(new_project: Any, tmp_path: Path, header_row: Any) -> None:
    project = new_project({"a": {"type": "text", "required": True}, "b": "text"}, header_row=header_row)
    save(tmp_path / "data/a.xlsx", TITLE)
    assert [(result.rows, result.skipped) for result in project.land()] == [(3, 1)]
    assert [row[:1] + row[3:5] for row in project.query(ROWS)] == [(4, "1", "x"), (5, None, None), (6, "2", "y")]


def test_a_header_that_is_nowhere_is_refused(new_project: Any, tmp_path: Path) -> None:
    columns = {"a": {"type": "text", "required": True}, "b": "text"}
    save(tmp_path / "a.xlsx", TITLE)
    for number, header_row in enumerate([2, 60, "auto"]):
        project = new_project(columns, header_row=header_row)
        wrong = [["x"]] * 60 if header_row == "auto" else TITLE
        save(tmp_path / f"data/{number}.xlsx", wrong)
        reason = project.land()[-1].reason
        if header_row == "auto":
            assert reason == ("data/2.xlsx: sheet 'Sheet': none of its first 50 rows has all the required headers: a.")
        else:
            assert reason == (
                f"data/{number}.xlsx: sheet 'Sheet': row {header_row}, which `header_row` names, is empty."
            )
        (tmp_path / f"data/{number}.xlsx").unlink()


def test_a_header_of_two_rows_is_joined(new_project: Any, tmp_path: Path) -> None:
    project = new_project({"code": "text", "2024_plan": "text", "2024_real": "text"}, header_rows=[2, 3])
    rows = [["Title"], ["code", 2024, None], [None, "plan", "real"], ["k", 1, 2]]
    save(tmp_path / "data/a.xlsx", rows, ("A1:C1", "A2:A3", "B2:C2"))
    assert [result.status for result in project.land()] == ["landed"]
    assert project.query('select code, "2024_plan", "2024_real" from w_raw.facts') == [("k", "1", "2")]


def sheets(path: Path, *names: str, hidden: tuple[str, ...] = ()) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name in names:
        sheet = book.create_sheet(name)
        sheet.append(["a", "b"])
        sheet.append([name, "1"])
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    book.save(path)


def test_without_a_name_the_first_sheet_that_a_person_sees_is_read(new_project: Any, tmp_path: Path) -> None:
    project = new_project()
    sheets(tmp_path / "data/a.xlsx", "lists", "Data", "More", hidden=("lists",))
    project.land()
    assert project.cells() == [("Data", "1")]


def test_sheets_may_be_patterns(new_project: Any, tmp_path: Path) -> None:
    (tmp_path / "data/202411").mkdir(parents=True)
    project = new_project(path="{YYYYMM}", sheets=["规模明细({M}月)", "*收入", "own"])
    path = tmp_path / "data/202411/a.xlsx"
    sheets(path, "own", "规模明细（11月）", "规模明细(1月)", "甲收入", "乙收入")
    assert [(result.sheet, result.status) for result in project.land()] == [
        ("规模明细（11月）", "landed"), ("甲收入", "landed"), ("乙收入", "landed"), ("own", "landed")
    ]  # fmt: skip
    assert [result.status for result in project.land()] == ["already_loaded"] * 4
    sheets(path, "own", "x")
    assert [result.reason for result in project.land()] == [
        "data/202411/a.xlsx: no sheet matches '规模明细({M}月)'. The file has: own, x."
    ]

"""What an export writes, an ordinary reader of the format and `original` read back: every text, and nothing runs."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from refill.errors import Refused
from refill.sheets.escape import for_csv, original
from refill.sheets.files import MAX_CELL, Table, sheet_names, write_csv, write_xlsx

HOSTILE = (
    *("=1+1", "'=1", "''", "'", "+1", "-5", "@SUM(1)", "=cmd|' /C calc'!A0", "＝1", "＋1", "－1", "＠x", " =1"),
    *("\t=1", "\r=1", "\n=1", "\ufeff=1", "\u200b=1", "\u3000=1", "'\\u003d", "\\", "=\\u0041", "=\\\\", "a\\b", " a "),
    *('"', '""', '"=1', ";=1", ",", "a\r\nb", "a\rb", "a\n\nb", "007", "1E5", "12345678901234567890", "2024-01", "NA"),
    *("_x000D_", "_x0041_", "_x005F_x0041_", "_x005f_x000d_", "\x01\x1f\x7f\x85", "\ufffe\uffff", "http://a.b"),
    *("<r><t>x</t></r>", "<r></r></is></c><c><f>1+1</f></c><c><is><r></r>", "<r>", "&amp;", "{=1}"),
    *("\u3000", "𝒳客户\U0001fffe"),
)
TEXTS = st.one_of(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8),
    st.text(st.sampled_from("='+-@\\\"',;\t\r\n _x0041D<r>/＝ \u200b\ufeff01é客\x02\uffff"), max_size=10),
    st.sampled_from(HOSTILE),
)
ROWS = st.lists(st.lists(TEXTS, min_size=3, max_size=3), max_size=4)
RUNS_IN_A_SPREADSHEET = "=+-@＝＋－＠\t\r\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("exports")


def table(rows: list[list[str]], name: str = "sales") -> Table:
    return Table(name, ["a", "=b", "客户"], rows, len(rows), lambda row: f"row {row[0]}")


def read_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def with_openpyxl(path: Path) -> Iterator[list[list[str]]]:
    for sheet in openpyxl.load_workbook(path):
        yield [[cell or "" for cell in row] for row in sheet.iter_rows(max_col=3, values_only=True)]


def with_calamine(path: Path) -> Iterator[list[list[str]]]:
    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        yield [[str(cell) for cell in [*row, "", "", ""][:3]] for row in rows]


def originals(rows: list[list[str]]) -> list[list[str]]:
    return [[original(cell) for cell in row] for row in rows]


def without_blank_ends(rows: list[list[str]]) -> list[list[str]]:
    """A workbook does not say how many empty rows it ends with."""
    while rows and not any(rows[-1]):
        rows = rows[:-1]
    return rows


@settings(deadline=None)
@given(TEXTS)
def test_an_escaped_text_is_the_text_again_and_begins_with_nothing_that_runs(text: str) -> None:
    assert original(for_csv(text)) == text
    assert not for_csv(text).startswith(tuple(RUNS_IN_A_SPREADSHEET))
    assert not for_csv(text).lstrip().startswith(tuple(RUNS_IN_A_SPREADSHEET))


@settings(deadline=None)
@given(ROWS)
@example([[*HOSTILE[n : n + 3], "", ""][:3] for n in range(0, len(HOSTILE), 3)])
def test_a_csv_file_reads_back_as_the_texts(folder: Path, rows: list[list[str]]) -> None:
    path = folder / "sales.csv"
    write_csv(path, [table(rows)])
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    found = read_csv(path)
    assert originals(found) == [["a", "=b", "客户"], *rows]
    assert [cell for row in found for cell in row if cell.startswith(tuple(RUNS_IN_A_SPREADSHEET))] == []


@settings(deadline=None, max_examples=50)
@given(st.lists(ROWS, min_size=1, max_size=2))
@example([[[*HOSTILE[n : n + 3], "", ""][:3] for n in range(0, len(HOSTILE), 3)]])
def test_a_workbook_reads_back_as_the_texts_whatever_reads_it(folder: Path, sheets: list[list[list[str]]]) -> None:
    path = folder / "sales.xlsx"
    write_xlsx(path, [table(rows, f"d{number}") for number, rows in enumerate(sheets)])
    expected = [without_blank_ends([["a", "=b", "客户"], *rows]) for rows in sheets]
    for reader in (with_openpyxl, with_calamine):
        assert [without_blank_ends(originals(rows)) for rows in reader(path)] == expected
    with ZipFile(path) as archive:
        parts = [archive.read(name) for name in archive.namelist() if "sheet" in name]
    assert [part for part in parts if b"<f>" in part or b"<f " in part or b"hyperlink" in part.lower()] == []


def test_what_excel_would_take_for_a_number_or_a_date_is_a_text_in_a_workbook(folder: Path) -> None:
    path = folder / "texts.xlsx"
    texts = ["007", "12345678901234567890", "1E5", "2024-01", "-5", "=1+1", "TRUE", "12:30", "http://a.b"]
    write_xlsx(path, [table([[text, "", ""] for text in texts])])
    cells = [row[0] for row in openpyxl.load_workbook(path)["sales"].iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type, cell.number_format) for cell in cells] == [(text, "s", "@") for text in texts]


def test_what_a_workbook_cannot_hold_is_refused_with_its_place(folder: Path) -> None:
    path = folder / "long.xlsx"
    fits, astral = "客" * MAX_CELL, "𝒳" * (MAX_CELL // 2)
    write_xlsx(path, [table([[fits, astral, ""]])])
    assert next(with_openpyxl(path))[1] == [fits, astral, ""]
    for text in (fits + "x", astral + "xy", "\x01" * (MAX_CELL // 6 + 1)):
        with pytest.raises(Refused, match=r"row 7, column 客户: the cell has [\d,]+ characters.*\.csv"):
            write_xlsx(path, [table([["7", "", text]])])
    many = Table("sales", ["a"], [], 1_048_576, str)
    with pytest.raises(Refused, match=r"sales: there are 1,048,576 rows, .* at most 1,048,575"):
        write_xlsx(path, [many])
    write_csv(folder / "long.csv", [table([[fits + "x", astral, ""]])])
    assert read_csv(folder / "long.csv")[1][0] == fits + "x"


def test_sheets_of_long_names_are_told_apart() -> None:
    long = "a" * 40
    assert sheet_names(["sales", long, long + "b", "sales_2"]) == ["sales", "a" * 31, "a" * 29 + "~2", "sales_2"]


def test_the_byte_order_mark_is_no_part_of_the_first_cell(folder: Path) -> None:
    path = folder / "bom.csv"
    write_csv(path, [Table("sales", ["\ufeff", "b"], [], 0, str)])
    assert [original(c) for c in next(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))] == ["\ufeff", "b"]

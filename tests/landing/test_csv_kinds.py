"""Csv files as programs write them: delimiters, lines that are none, cells that are texts, headers further down."""

from pathlib import Path
from typing import Any

import pytest

REQUIRED = {"a": {"type": "text", "required": True}, "b": "text", "c": "text"}
ROWS = "select _row_number, _note ->> 'reason', a, b, c from w_raw.facts order by 1"
PLACE = "under `files` of domain facts in data_sources.yml."


def landed(project: Any, text: str, path: str = "a.csv", encoding: str = "utf-8") -> list[Any]:
    (project.root / "data" / path).write_bytes(text.encode(encoding))
    results = project.land()
    assert [(result.status, result.reason) for result in results] == [("landed", None)]
    return list(project.query(ROWS))


@pytest.mark.parametrize(
    ("name", "text", "first"),
    [
        ("a.csv", "sep=,\r\na,b,c\r\n1,2,3\r\n", 3),
        ("a.csv", "sep=;\na;b;c\n1;2;3\n", 3),
        ("a.csv", "\ufeffSEP=|\na|b|c\n1|2|3\n", 3),
        ("a.csv", "sep=\t\r\na\tb\tc\r\n1\t2\t3\r\n", 3),
        ("a.tsv", "a\tb\tc\n1\t2\t3\n", 2),
        ("a.TSV", "a\tb\tc\n1\t2\t3\n", 2),
        ("a.txt", "a,b,c\n1,2,3\n", 2),
    ],
)
def test_the_delimiter_is_that_of_the_file(new_project: Any, name: str, text: str, first: int) -> None:
    project = new_project(REQUIRED, patterns=["*"])
    assert landed(project, text, name) == [(first, None, "1", "2", "3")]


def test_the_delimiter_of_the_yaml_holds_for_every_ending(new_project: Any) -> None:
    assert landed(new_project(REQUIRED, patterns=["*"], delimiter=";"), "a;b;c\n1;2;3\n", "a.tsv")


@pytest.mark.parametrize(("delimiter", "shown"), [(";", ";"), ("\t", "\\t"), ("|", "|")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_message_says_which_delimiter_fits(
    new_project: Any, tmp_path: Path, delimiter: str, shown: str, encoding: str
) -> None:
    project = new_project(REQUIRED)
    text = "a,b,c\n1,2,3\n".replace(",", delimiter)
    (tmp_path / "data/a.csv").write_bytes(text.encode(encoding))
    (refused,) = project.land()
    assert refused.reason.endswith(f'With another delimiter it has the headers: write `delimiter: "{shown}"` {PLACE}')


@pytest.mark.parametrize("text", ["a,b,c,\n1,2,3,\n4,5,6,\n", "a,b,c\n1,2,3,\n4,5,6,\n", "a,b,c,,\n1,2,3,,,\n4,5,6\n"])
def test_empty_cells_behind_the_last_header_are_no_cells(new_project: Any, text: str) -> None:
    assert landed(new_project(REQUIRED), text) == [(2, None, "1", "2", "3"), (3, None, "4", "5", "6")]


def test_a_row_of_another_width_stops_itself_alone(new_project: Any) -> None:
    short, long = "the row has 2 cells, the header has 3", "the row has 4 cells, the header has 3"
    assert [row[:2] for row in landed(new_project(REQUIRED), "a,b,c\n1,x\n2,y,2,\n3,z,3,extra\n4,w,4\n")] == [
        (2, short), (3, None), (4, long), (5, None)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ('="007"', "007"),
        ('"=""007"""', "007"),
        ('=""', None),
        ('="0,7"', "0,7"),
        ('"=""a"", ""b"""', '="a", "b"'),
        ('="007', '="007'),
        ("=007", "=007"),
    ],
)
def test_a_text_that_is_written_as_a_formula_is_that_text(new_project: Any, cell: str, said: str | None) -> None:
    separator = ";" if cell == '="0,7"' else ","
    text = "\n".join(separator.join(cells) for cells in (["a", "b", "c"], ["1", cell, "x"], ["2", "7", cell])) + "\n"
    found = landed(new_project(REQUIRED, delimiter=separator), text)
    assert [row[3] for row in found] == [said, "7"]
    assert [row[4] for row in found] == ["x", said]


@pytest.mark.parametrize("dashes", ["---,----,-", "===,====,==", "--- ,  ---,", "───,───,───", "-+-,---,---"])
def test_a_line_of_dashes_below_a_header_is_skipped(new_project: Any, dashes: str) -> None:
    found = landed(new_project(REQUIRED), f"a,b,c\n{dashes}\n1,x,y\n-,-,-\n{dashes}\na,b,c\n{dashes}\n")
    assert [row[1] for row in found] == ["line of dashes", None, None, None, "repeated header", "line of dashes"]


@pytest.mark.parametrize("nul", ["", "\0"])
def test_a_line_of_dashes_is_skipped_below_the_header_again(new_project: Any, nul: str) -> None:
    text = f"a,b,c\n1,x,y\na,b,c\n---,--, - \n---,--,-\n2,{nul},z\na,b,c\n-,-,-\n"
    found = landed(new_project(REQUIRED), text)
    assert [row[1] for row in found][:5] == [None, "repeated header", "line of dashes", None, found[4][1]]
    assert [row[1] for row in found][5:] == ["repeated header", None]


@pytest.mark.parametrize("row", ["-,-,-", "--,x,--", "-5,--1,-"])
def test_a_row_with_dashes_is_a_row(new_project: Any, row: str) -> None:
    assert [found[1] for found in landed(new_project(REQUIRED), f"a,b,c\n{row}\n1,2,3\n")] == [None, None]


BELOW = "Report generated 2024-11-01\n\na,b,c\n1,2,3\n"


def test_a_message_says_in_which_row_the_header_is(new_project: Any, tmp_path: Path) -> None:
    project = new_project(REQUIRED)
    (tmp_path / "data/a.csv").write_text(BELOW)
    (refused,) = project.land()
    assert refused.reason.endswith(
        "Row 1 says: 'Report generated 2024-11-01'. Row 3 has the headers: write `header_row: 3`, or "
        "`header_row: auto`."
    )


@pytest.mark.parametrize("header_row", [3, "auto"])
def test_the_header_is_where_the_yaml_says(new_project: Any, header_row: Any) -> None:
    assert landed(new_project(REQUIRED, header_row=header_row), BELOW) == [(4, None, "1", "2", "3")]


def test_a_header_of_two_rows_is_joined(new_project: Any) -> None:
    project = new_project({"a": "text", "2024_b": "text", "2024_c": "text"}, header_rows=[1, 2])
    (project.root / "data/a.csv").write_text(",2024,\na,b,c\n1,2,3\n")
    assert [result.status for result in project.land()] == ["landed"]
    assert project.query('select _row_number, a, "2024_b", "2024_c" from w_raw.facts') == [(3, "1", "2", "3")]

"""Reference files: every format returns the text that is in the file."""

import csv
import json
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from refill.errors import Refused
from refill.sources.file import FileSource, read_file

from ..support.workbooks import HEADER, text, write_workbook

CODES = ["007", "1E5", "NA", "null", "TRUE", "12:30:45", "2024-01", "0.30000000000000004", "１Ａ", "~1"]
ROWS = [{"code": code, "name": f"名 {number}"} for number, code in enumerate(CODES)]


def _write(path: Path) -> None:
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, ["code", "name"])
            writer.writeheader()
            writer.writerows(ROWS)
    elif path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        book.active.append(["code", "name"])
        for row in ROWS:
            book.active.append(list(row.values()))
        book.save(path)
    elif path.suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist(ROWS), path)
    elif path.suffix == ".json":
        path.write_text(json.dumps(ROWS, ensure_ascii=False), encoding="utf-8")
    else:
        lines = [f"- code: {row['code']}\n  name: {row['name']}\n" for row in ROWS]
        path.write_text("".join(lines), encoding="utf-8")


def _read(root: Path, name: str, **options: str) -> tuple[list[str], list[list[str | None]]]:
    table, _ = read_file(root, FileSource(type="file", path=name, **options))
    return table.columns, [list(row) for row in table.rows]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet", "json", "yml", "yaml"])
def test_codes_arrive_as_they_stand_in_the_file(tmp_path: Path, ending: str) -> None:
    _write(tmp_path / f"codes.{ending}")
    assert _read(tmp_path, f"codes.{ending}") == (["code", "name"], [list(row.values()) for row in ROWS])


def test_numbers_in_json_keep_their_text_and_lists_stay_json(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"n": 1E5, "x": 0.10, "t": ["a", 2.0], "z": null}, {"n": 12345678901234567890}]')
    assert _read(tmp_path, "a.json") == (
        ["n", "x", "t", "z"],
        [["1E5", "0.10", '["a", 2.0]', None], ["12345678901234567890", None, None, None]],
    )


def test_empty_and_tilde_are_null_in_yaml_and_nothing_else_is(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("- {a: , b: ~, c: null, d: no, e: '', f: '~'}\n")
    assert _read(tmp_path, "a.yml") == (["a", "b", "c", "d", "e", "f"], [[None, None, "null", "no", None, "~"]])


def test_a_number_in_a_workbook_is_written_without_a_point(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["code"], [101.0], [0.1]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    assert _read(tmp_path, "a.xlsx") == (["code"], [["101"], ["0.1"]])


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        (
            "gone.csv",
            None,
            "gone.csv: the file cannot be read (No such file or directory). Put it there, or correct `path`.",
        ),
        (
            "a.txt",
            "x",
            "a.txt: files ending in .txt are not read. Use one of: .csv, .xlsx, .xls, .parquet, .yml, .yaml, .json.",
        ),
        ("a.json", "{}", "a.json: not a list of rows, each with its columns by name."),
        ("a.json", '[{"a": 1, "a": 2}]', "a.json: this is no JSON in UTF-8: an object has a name twice."),
        ("a.json", '[{"a": NaN}]', "a.json: this is no JSON in UTF-8: NaN is no value of JSON: write null."),
        (
            "a.json",
            '[{"a": -Infinity}]',
            "a.json: this is no JSON in UTF-8: -Infinity is no value of JSON: write null.",
        ),
        (
            "a.yml",
            "- {code: a,\n   code: b}\n",
            "a.yml: this is no YAML of rows: line 2: 'code' is there twice. Keep one.",
        ),
        (
            "a.yml",
            "- &b {code: a}\n- {<<: *b, name: c}\n",
            "a.yml: this is no YAML of rows: line 1: &b or *b names a value that is written elsewhere. "
            "Write each value where it is used.",
        ),
        (
            "a.yml",
            "- {<<: {name: x}, code: c}\n",
            "a.yml: this is no YAML of rows: line 1: << takes over another map, and is not read. Write its values.",
        ),
        ("a.yml", "- {[a]: 1}\n", "a.yml: this is no YAML of rows: line 1: a name must be a text."),
        ("a.yml", "a: 1", "a.yml: not a list of rows, each with its columns by name."),
        ("../a.csv", "a\n", "../a.csv: the file is outside the project. Put it, or a copy, below it."),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, name: str, content: str | None, says: str) -> None:
    root = tmp_path / "project"
    root.mkdir()
    if content is not None:
        (root / name).write_text(content)
    with pytest.raises(Refused) as refusal:
        _read(root, name)
    assert str(refusal.value) == says


def test_a_python_object_in_yaml_is_text_and_nothing_is_run(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("- a: !!python/object/apply:os.system ['true']\n")
    assert _read(tmp_path, "a.yml") == (["a"], [['["true"]']])


def test_a_row_longer_than_the_header_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2,3\n")
    with pytest.raises(Refused, match=r"a\.csv: row 2 has 3 cells, the header 2\."):
        _read(tmp_path, "a.csv")


def test_an_error_in_a_column_that_is_not_read_is_none(tmp_path: Path) -> None:
    head = f'<row r="1">{text("A1", "code")}{text("B1", "note")}</row>'
    write_workbook(tmp_path / "a.xlsx", head, f'<row r="2">{text("A2", "x")}<c r="B2" t="e"><v>#N/A</v></c></row>')
    source = FileSource(type="file", path="a.xlsx")
    table, _ = read_file(tmp_path, source, frozenset(["code", "name"]))
    assert [list(row) for row in table.rows] == [["x", "#N/A"]]
    with pytest.raises(Refused, match=r"a\.xlsx, cell B2: the cell holds the error #N/A\."):
        list(read_file(tmp_path, source, frozenset(["code", "note"]))[0].rows)


@pytest.mark.parametrize("encoding", ["cp1252", "shift_jis", "gb18030"])
def test_the_encoding_of_a_csv_file_is_not_guessed(tmp_path: Path, encoding: str) -> None:
    name = {"cp1252": "Müller", "shift_jis": "東京都", "gb18030": "计划"}[encoding]
    (tmp_path / "a.csv").write_bytes(f"code,name\nK,{name}\n".encode(encoding))
    with pytest.raises(Refused, match=r"^a\.csv: byte 1\d, in line 2, .* in this source in reference_sources\.yml, or"):
        _read(tmp_path, "a.csv")
    assert _read(tmp_path, "a.csv", encoding=encoding)[1] == [["K", name]]


def test_a_header_of_a_csv_file_proves_gb18030(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("编码,name\nK,计划\n".encode("gb18030"))
    source = FileSource(type="file", path="a.csv")
    table, _ = read_file(tmp_path, source, frozenset(["编码"]))
    assert [list(row) for row in table.rows] == [["K", "计划"]]
    with pytest.raises(Refused):
        read_file(tmp_path, source, frozenset(["code"]))


def test_a_hostile_workbook_and_a_cell_without_a_value_are_refused(tmp_path: Path) -> None:
    far = f'<row r="1048576">{text("XFD1048576", "x")}</row>'
    write_workbook(tmp_path / "far.xlsx", HEADER, far)
    write_workbook(tmp_path / "bad.xlsx", HEADER, '<row r="2"><c r="B2" t="e"><v>#N/A</v></c></row>')
    with pytest.raises(Refused, match=r"^far\.xlsx, sheet 's': its cells reach as far as XFD1048576"):
        _read(tmp_path, "far.xlsx")
    with pytest.raises(Refused, match=r"^bad\.xlsx, cell B2: the cell holds the error #N/A\.$"):
        _read(tmp_path, "bad.xlsx")

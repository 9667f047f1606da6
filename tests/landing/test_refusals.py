"""Files that cannot land are refused with what, where and what to do, and leave nothing behind."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ..support.servers import only_on

pytestmark = only_on("server")  # nothing here is the database's business


def book(*sheets: str, rows: tuple[tuple[Any, ...], ...] = (("a", "b"), ("1", "2"))) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name in sheets:
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("x.csv", b"", "data/x.csv: the file is empty: it has no header row."),
        ("x.csv", b"\n\n,,\n", "data/x.csv: the file is empty: it has no header row."),
        ("x.csv", b"\xef\xbb\xbf", "data/x.csv: the file is empty: it has no header row."),
        ("x.csv", book("s"), "data/x.csv: this is a workbook, in spite of its name. Name it .xlsx."),
        (
            "x.csv",
            b'a,b\n1,2\n3,"4\n5,6\n',
            "data/x.csv: a quote is opened in record 3 and never closed. Close it.",
        ),
        (
            "x.csv",
            b'a,"b\n' + b"1,2\n" * 300_000,
            "data/x.csv: the header row does not end within 1 MB. "
            "Look for a quote that is not closed, or for far too many columns.",
        ),
        (
            "x.csv",
            b"b,a1\n1,2\n",
            "data/x.csv: no header 'a'; the nearest is 'a1'. Correct the header, or add an alias in data_sources.yml. "
            "Row 1 says: 'b', 'a1'.",
        ),
        ("x.xlsx", b"", "data/x.xlsx: the file is empty. Deliver it again."),
        (
            "x.xlsx",
            b"a,b\n1,2\n",
            "data/x.xlsx: this is no .xlsx workbook, in spite of its name. A csv file must be named .csv.",
        ),
        (
            "x.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "data/x.xlsx: the workbook cannot be read (Expected \"little-endian\" marker, found b'\\x00\\x00'). "
            "Save it again as .xlsx.",
        ),
        (
            "x.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "data/x.xlsx: the workbook is encrypted. Save it without a password.",
        ),
        ("x.xlsx", book("t", "u"), "data/x.xlsx: sheet 's' not found. The file has: t, u."),
        ("x.xlsx", book("s", rows=()), "data/x.xlsx: sheet 's' is empty: it has no header row."),
        (
            "x.xlsx",
            book("s", rows=(("A", "b"),)),
            "data/x.xlsx, sheet 's': no header 'a'; the nearest is 'A'. "
            "Correct the header, or add an alias in data_sources.yml. Row 1 says: 'A', 'b'.",
        ),
        ("x.ods", b"", "data/x.ods: files ending in .ods are not read. Save it as .xlsx, .csv or .parquet."),
        ("x.xls", b"", "data/x.xls: the file is empty. Deliver it again."),
    ],
)
def test_a_file_is_refused(new_project: Any, tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    project = new_project({"a": {"type": "text", "required": True}, "b": "text"}, sheets=["s"], patterns=["x.*"])
    (tmp_path / "data" / name).write_bytes(content)
    assert [(result.status, result.reason) for result in project.land()] == [("refused", reason)]
    assert project.query("select (select count(*) from w_ledger.batches), (select count(*) from w_raw.facts)") == [
        (0, 0)
    ]


@pytest.mark.parametrize(("name", "content"), [("x.xlsx", book("s")[:-200]), ("x.parquet", b"PAR1 and no more")])
def test_a_damaged_file_is_refused(new_project: Any, tmp_path: Path, name: str, content: bytes) -> None:
    project = new_project()
    (tmp_path / "data" / name).write_bytes(content)
    (result,) = project.land()
    assert result.status == "refused"
    assert result.reason is not None
    assert result.reason.startswith(f"data/{name}: ")


@pytest.mark.parametrize("delimiter", ["", ";;", '"', "\n"])
def test_an_impossible_delimiter_is_refused(new_project: Any, tmp_path: Path, delimiter: str) -> None:
    project = new_project(delimiter=delimiter)
    (tmp_path / "data/x.csv").write_text("a,b\n1,2\n")
    assert [(result.status, result.reason) for result in project.land()] == [
        (
            "refused",
            f"data/x.csv: delimiter {delimiter!r} cannot separate cells. Use one character, such as , or ;",
        )
    ]


@pytest.mark.parametrize(("name", "content"), [("x.csv", b"a,b\n"), ("x.xlsx", book("s", rows=(("a", "b"),)))])
def test_a_header_alone_is_a_batch_without_rows(new_project: Any, tmp_path: Path, name: str, content: bytes) -> None:
    project = new_project()
    (tmp_path / "data" / name).write_bytes(content)
    assert [(result.status, result.rows, result.reason) for result in project.land()] == [
        ("landed", 0, "there are no rows below the header")
    ]
    assert [result.status for result in project.land()] == ["already_loaded"]


def test_a_folder_that_nobody_may_read_or_a_name_that_is_not_utf8_is_refused(new_project: Any, tmp_path: Path) -> None:
    project = new_project()
    (tmp_path / "data/b\udcff.csv").write_text("a,b\n1,2\n")
    (result,) = project.land()
    assert (result.status, result.path) == ("refused", r"'data/b\udcff.csv'")
    result.reason.encode()

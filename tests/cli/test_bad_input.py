"""What bad files get: a sentence each, exit code 3, and a database that stays as it was."""

import io
from pathlib import Path

import openpyxl
import pytest

from ..support.project import Project
from ..support.workbooks import HEADER, text, write_workbook
from .conftest import Refill

COLUMNS = ["order_no", "customer", "customer_name", "product"]
ADVICE = "Look for a wrong delimiter, or turn columns into rows."


def book(sheet: str, *rows: list[str]) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.active.title = sheet
    for row in rows:
        workbook.active.append(row)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def far_cell(folder: Path) -> bytes:
    return write_workbook(folder / "far.tmp", HEADER, f'<row r="1048576">{text("XFD1048576", "x")}</row>').read_bytes()


@pytest.fixture
def bad_files(tmp_path: Path) -> dict[str, tuple[bytes, str]]:
    """Return name → the bytes, and the message about them."""
    return {
        "returns_cell.xlsx": (
            far_cell(tmp_path),
            ", sheet 's': its cells reach as far as XFD1048576, though only 3 hold something. "
            "Delete what stands far away from the others.",
        ),
        "returns_csv.xlsx": (
            b"order_no\n1\n",
            ": this is no .xlsx workbook, in spite of its name. A csv file must be named .csv.",
        ),
        "returns_empty.csv": (b"", ": the file is empty: it has no header row."),
        "returns_empty.xlsx": (b"", ": the file is empty. Deliver it again."),
        "returns_encrypted.xlsx": (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            ": the workbook is encrypted. Save it without a password.",
        ),
        "returns_old.xls": (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            ": the workbook cannot be read (Expected \"little-endian\" marker, found b'\\x00\\x00'). Save it again as "
            ".xlsx.",
        ),
        "returns_sheet.xlsx": (book("t", COLUMNS), ": sheet 's' not found. The file has: t."),
        "returns_wide.csv": (
            ",".join(f"c{number}" for number in range(100_000)).encode() + b"\n",
            ": the header has 100,000 columns; a file may have 16,384, as many as a sheet of a workbook. " + ADVICE,
        ),
    }


def test_bad_files_are_refused_each_with_its_sentence(
    project: Project, refill: Refill, bad_files: dict[str, tuple[bytes, str]]
) -> None:
    project.edit("data_sources", 'patterns: ["returns*.csv"]', 'patterns: ["returns*.*"], sheets: [s], on_many: all')
    good = project.write("data/202411/returns.csv", f"{','.join(COLUMNS)}\nR1,001,长城公司,P1\n")
    good.with_name("returns_header.csv").write_text(f"{','.join(COLUMNS)}\n")
    assert refill("land", "--json").exit_code == 0
    before = project.query("select * from warehouse_ledger.batches order by 1")
    for name, (content, _) in bad_files.items():
        good.with_name(name).write_bytes(content)
    answer = refill("land", "--json")
    assert answer.exit_code == 3
    assert [
        (file["path"], file["status"], file["reason"])
        for file in answer.document["files"]
        if file["status"] != "already_loaded"
    ] == [(f"data/202411/{name}", "refused", f"data/202411/{name}{said}") for name, (_, said) in bad_files.items()]
    assert project.query("select * from warehouse_ledger.batches order by 1") == before
    assert project.query("select count(*) from warehouse_raw.returns") == [(1,)]

"""The encoding of a csv file: declared, else by its mark, else UTF-8, else GB18030 if the headers fit, else refused."""

from pathlib import Path
from typing import Any

import pytest

COLUMNS = {"月度": {"type": "text", "required": True}, "计划": "text"}
TEXT = '月度,计划\r\n2024年11月,"€,㐀\U00020000"\r\n'
ROWS = [("2024年11月", "€,㐀\U00020000")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32"])
def test_the_encoding_is_found(new_project: Any, tmp_path: Path, encoding: str) -> None:
    project = new_project(COLUMNS)
    (tmp_path / "data/a.csv").write_bytes(TEXT.encode(encoding))
    assert [(result.status, result.reason) for result in project.land()] == [("landed", None)]
    assert project.cells() == ROWS


@pytest.mark.parametrize("encoding", ["big5", "shift_jis", "utf-16-le", "gb18030"])
def test_a_declared_encoding_is_used(new_project: Any, tmp_path: Path, encoding: str) -> None:
    project = new_project({"月度": "text", "b": "text"}, encoding=encoding)
    (tmp_path / "data/a.csv").write_bytes("月度,b\n一,2\n".encode(encoding))
    assert [result.status for result in project.land()] == ["landed"]
    assert project.cells() == [("一", "2")]


def test_gb18030_with_a_mark_is_read(new_project: Any, tmp_path: Path) -> None:
    project = new_project(COLUMNS)
    (tmp_path / "data/a.csv").write_bytes('\ufeff"月度",计划\n一,二\n'.encode("gb18030"))
    project.land()
    assert project.cells() == [("一", "二")]


def test_gb18030_that_shows_only_late_in_the_file_is_read(new_project: Any, tmp_path: Path) -> None:
    project = new_project({"a": "text", "b": "text"})
    (tmp_path / "data/a.csv").write_bytes(b"a,b\n" + b"1,2\n" * 300_000 + "计划,二\n".encode("gb18030"))
    assert [(result.status, result.rows) for result in project.land()] == [("landed", 300_001)]
    assert project.query("select a, b from w_raw.facts where _row_number = 300002") == [("计划", "二")]


@pytest.mark.parametrize(
    ("content", "encoding", "reason"),
    [
        (
            TEXT.encode("big5", "replace"),
            None,
            "data/a.csv: byte 1 is not utf-8 text. "
            "Declare the file's `encoding` in data_sources.yml, or save the file as UTF-8.",
        ),
        (
            "月度,计划\n一,\xff\n".encode("latin-1", "replace"),
            "utf-8",
            "data/a.csv: byte 9 is not utf-8 text. "
            "Declare the file's `encoding` in data_sources.yml, or save the file as UTF-8.",
        ),
        (
            TEXT.encode(),
            "utf-9",
            "data/a.csv: encoding 'utf-9' is unknown. Use for example utf-8, gb18030 or big5.",
        ),
        (
            TEXT.encode(),
            "base64",
            "data/a.csv: encoding 'base64' is unknown. Use for example utf-8, gb18030 or big5.",
        ),
        (
            ("月度,计划\n" + "一,二\n" * 200_000).encode() + b"\xff,\n",
            "utf-8",
            "data/a.csv: there are bytes that are not utf-8 text in or soon after record 198002. "
            "Declare the file's `encoding` in data_sources.yml, or save the file as UTF-8.",
        ),
    ],
)
def test_bytes_of_no_known_encoding_are_refused(
    new_project: Any, tmp_path: Path, content: bytes, encoding: str | None, reason: str
) -> None:
    project = new_project(COLUMNS, encoding=encoding)
    (tmp_path / "data/a.csv").write_bytes(content)
    assert [(result.status, result.reason) for result in project.land()] == [("refused", reason)]
    assert project.query("select count(*) from w_ledger.batches") == [(0,)]

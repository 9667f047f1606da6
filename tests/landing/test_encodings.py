"""The encoding of a csv file: declared, by its mark, UTF-8, or GB18030 that its header proves; else it is refused."""

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


PLACE = "Write the file's `encoding: …` under `files` of domain facts in data_sources.yml, or save the file as UTF-8."


@pytest.mark.parametrize("rows", [1, 300_000])
@pytest.mark.parametrize("encoding", ["gb18030", "cp1252", "cp1251", "shift_jis", "big5", "euc_kr", "cp850"])
def test_a_header_of_ascii_proves_no_encoding(new_project: Any, tmp_path: Path, rows: int, encoding: str) -> None:
    text = {"cp1251": "Москва", "shift_jis": "東京都", "big5": "台北市", "euc_kr": "서울", "gb18030": "计划"}
    cell = text.get(encoding, "Müller")
    project = new_project({"a": "text", "b": "text"})
    (tmp_path / "data/a.csv").write_bytes(b"a,b\n" + b"1,2\n" * rows + f"{cell},x\n".encode(encoding))
    ((status, reason),) = [(result.status, result.reason) for result in project.land()]
    assert status == "refused"
    byte = 5 + 4 * rows + (cell == "Müller")
    assert reason.startswith(f"data/a.csv: byte {byte:,}, in line {rows + 2:,}, is not utf-8 text.")
    assert reason.endswith(PLACE)
    assert project.query("select count(*) from w_raw.facts") == [(0,)]
    project = new_project({"a": "text", "b": "text"}, encoding=encoding)
    assert [result.status for result in project.land()] == ["landed"]
    assert project.query("select a from w_raw.facts order by _row_number desc limit 1") == [(cell,)]


def test_the_message_shows_the_line_in_encodings_that_it_may_be(new_project: Any, tmp_path: Path) -> None:
    project = new_project({"a": "text", "b": "text"})
    (tmp_path / "data/a.csv").write_bytes("a,b\nTokio,東京都\n".encode("shift_jis"))
    ((reason,),) = [(result.reason,) for result in project.land()]
    assert "'Tokio,東京都' in cp932" in reason


def test_a_header_proves_gb18030_by_the_name_of_a_column_alone(new_project: Any, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.csv").write_bytes("a,b,计划\n一,2,3\n".encode("gb18030"))
    assert [r.status for r in new_project({"a": "text", "b": "text"}).land()] == ["refused"]
    known = new_project({"a": "text", "b": {"type": "text", "aliases": ["计划", "b2"]}})
    (tmp_path / "data/a.csv").write_bytes("a,计划\n一,2\n".encode("gb18030"))
    assert [r.status for r in known.land()] == ["landed"]
    (tmp_path / "data/a.csv").write_bytes("a,计划\n一,2\n".encode("gb18030") + b"\xff,3\n")
    assert [r.status for r in known.land()] == ["refused"]


@pytest.mark.parametrize(
    ("content", "encoding", "reason"),
    [
        (
            TEXT.encode("big5", "replace"),
            None,
            "data/a.csv: byte 1, in line 1, is not utf-8 text.",
        ),
        (
            "月度,计划\n一,\xff\n".encode("latin-1", "replace"),
            "utf-8",
            "data/a.csv: byte 9, in line 2, is not utf-8 text.",
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
            "data/a.csv: byte 1,600,015, in line 200,002, is not utf-8 text.",
        ),
    ],
)
def test_bytes_of_no_known_encoding_are_refused(
    new_project: Any, tmp_path: Path, content: bytes, encoding: str | None, reason: str
) -> None:
    project = new_project(COLUMNS, encoding=encoding)
    (tmp_path / "data/a.csv").write_bytes(content)
    ((status, said),) = [(result.status, result.reason) for result in project.land()]
    assert (status, said.startswith(reason)) == ("refused", True)
    assert project.query("select count(*) from w_ledger.batches") == [(0,)]

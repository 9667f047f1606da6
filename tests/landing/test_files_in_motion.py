"""Files that others write, replace or remove meanwhile: what has landed is one whole version, or nothing."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from refill.landing import batch, ledger
from refill.readers import file_state

from ..support.servers import only_on
from ..support.workbooks import HEADER, text, write_workbook

BUSY = "data/{}: another program is writing to the file. The next run takes it."
CHANGED = "data/{}: the file changed while it was read. Land it again when it is complete."
WRITER = """
import sys
file = open(sys.argv[1], sys.argv[2])
file.write("a,b\\n1,2\\n")
file.flush()
print("open", flush=True)
sys.stdin.readline()
file.write("3,4\\n")
file.close()
print("closed", flush=True)
sys.stdin.readline()
"""


class Writer:
    """Another program, which has a file open, has written half of it, and writes the rest when it is told to."""

    def __init__(self, path: Path, mode: str) -> None:
        command = [sys.executable, "-c", WRITER, str(path), mode]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "open\n"

    def finish(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "closed\n"


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Callable[[str, str], Writer]]:
    started: list[Writer] = []

    def start(name: str, mode: str = "w") -> Writer:
        started.append(Writer(tmp_path / "data" / name, mode))
        return started[-1]

    yield start
    for one in started:
        one.process.communicate("\n")


@only_on("server")
def test_a_file_that_is_being_written_waits_for_the_next_run(
    new_project: Any, writer: Callable[[str], Writer], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = new_project()
    monkeypatch.setattr(file_state, "PATIENCE_SECONDS", 0.1)
    busy = writer("a.csv")
    assert [(result.status, result.reason) for result in project.land()] == [("refused", BUSY.format("a.csv"))]
    assert project.query("select (select count(*) from w_ledger.batches), (select count(*) from w_raw.facts)") == [
        (0, 0)
    ]
    busy.finish()
    assert [(result.status, result.rows) for result in project.land()] == [("landed", 2)]


@only_on("server")
def test_a_writer_that_ends_soon_is_waited_for(new_project: Any, writer: Callable[[str], Writer]) -> None:
    project = new_project()
    busy = writer("a.csv")
    timer = threading.Timer(0.2, busy.finish)
    timer.start()
    assert [(result.status, result.rows) for result in project.land()] == [("landed", 2)]
    timer.join()


def test_a_writer_is_not_hindered_and_no_signal_comes(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a\n")
    with path.open("rb") as file:
        file_state.settled(file, "a.csv")
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_NONBLOCK), "w") as other:  # it would not wait
            assert file_state._is_written_to(file.fileno())
            other.write("b\n")
        assert not file_state._is_written_to(file.fileno())


def write(path: Path, value: str) -> None:
    """A version of the file: three rows of one value."""
    match path.suffix:
        case ".csv":
            path.write_text("a,b\n" + f"{value},x\n" * 3)
        case ".parquet":
            pq.write_table(pa.table({"a": [value] * 3, "b": ["x"] * 3}), path)
        case _:
            write_workbook(
                path, HEADER, *(f'<row r="{n}">{text(f"A{n}", value)}{text(f"B{n}", "x")}</row>' for n in (2, 3, 4))
            )


def write_over(path: Path) -> None:
    """In place, with the same size, and the times as they were."""
    before = path.stat()
    write(path, "2")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def truncate(path: Path) -> None:
    os.truncate(path, 5)


def append(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"2,x\n")


def rename_over(path: Path) -> None:
    other = path.with_name(f"~${path.name}")
    write(other, "2")
    other.replace(path)


def delete(path: Path) -> None:
    path.unlink()


def touch_mode(path: Path) -> None:
    path.chmod(0o600)


@only_on("server")
@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.parquet"])
@pytest.mark.parametrize("place", ["ledger.next_batch_id", "batch.check_unchanged"])
@pytest.mark.parametrize(
    ("change", "lands", "then"),
    [
        (write_over, [[], ["2"]], ["2"]),
        (truncate, [[]], None),
        (append, [[]], None),
        (rename_over, [["1"]], ["1", "2"]),
        (delete, [["1"]], ["1"]),
        (touch_mode, [["1"]], ["1"]),
    ],
)
def test_what_lands_is_one_whole_version_or_nothing(
    new_project: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    place: str,
    change: Callable[[Path], None],
    lands: list[list[str]],
    then: list[str] | None,
) -> None:
    project = new_project()
    path = tmp_path / "data" / name
    write(path, "1")
    module, function = {"ledger": ledger, "batch": batch}[place.split(".")[0]], place.split(".")[1]
    original = getattr(module, function)

    def changed_before(*arguments: Any) -> Any:
        change(path)
        return original(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(module, function, changed_before)
        (result,) = project.land()
    assert versions(project) in lands
    assert (result.status, result.rows) == (("landed", 3) if versions(project) else ("refused", 0))
    if result.status == "refused" and (change is write_over or name == "a.csv"):
        assert result.reason == CHANGED.format(name)
    if then is not None:
        project.land()
        assert versions(project) == then


def versions(project: Any) -> list[str]:
    """The versions that have landed; each of them is whole."""
    found = project.query("select a, count(*) from w_raw.facts group by a, _batch_id order by a")
    assert all(rows == 3 for _, rows in found)
    return [value for value, _ in found]


@only_on("server")
@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.parquet"])
def test_a_file_that_vanishes_or_may_not_be_read_is_refused(new_project: Any, tmp_path: Path, name: str) -> None:
    project = new_project()
    gone = tmp_path / "data" / name
    assert [(result.status, result.reason) for result in project.land(files=[gone])] == [
        ("refused", f"data/{name}: the file cannot be read: No such file or directory.")
    ]
    gone.mkdir()
    assert [(result.status, result.reason) for result in project.land(files=[gone])] == [
        ("refused", f"data/{name}: the file cannot be read: Is a directory.")
    ]


@only_on("server")
def test_a_file_that_may_only_be_read_lands(new_project: Any, tmp_path: Path) -> None:
    project = new_project()
    write(tmp_path / "data/a.csv", "1")
    (tmp_path / "data/a.csv").chmod(0o444)
    assert [result.status for result in project.land()] == ["landed"]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that have been read, by name; and no file is too young to be known by its times."""
    names: list[str] = []
    open_file = batch.open_file

    def watched(file: Any, domain: Any, period: str | None, where: str) -> Any:
        names.append(Path(where).name)
        return open_file(file, domain, period, where)

    monkeypatch.setattr(batch, "open_file", watched)
    monkeypatch.setattr(file_state, "COARSE_NS", 0)
    return names


@pytest.mark.parametrize("name", ["a.csv", "a.parquet", "a.xlsx"])
def test_a_file_that_stays_as_it_was_is_read_once(new_project: Any, opened: list[str], name: str) -> None:
    project = new_project()
    path = project.root / "data" / name
    write(path, "1")
    assert [(r.status, r.batch_id) for r in project.land()] == [("landed", 1)]
    (again,) = project.land()
    assert (again.status, again.batch_id, again.reason) == ("already_loaded", 1, "batch 1 holds the same bytes")
    assert opened == [name]

    path.touch()
    assert [r.status for r in project.land() + project.land()] == ["already_loaded"] * 2
    assert opened == [name] * 2

    write_over(path)
    assert [r.status for r in project.land()] == ["landed"]
    assert [r.status for r in project.land(files=[path])] == ["already_loaded"]
    assert opened == [name] * 4


def test_a_file_is_read_again_while_its_times_are_young(
    new_project: Any, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = new_project()
    monkeypatch.setattr(file_state, "COARSE_NS", 60 * 10**9)
    write(project.root / "data/a.csv", "1")
    assert [r.status for r in project.land() + project.land()] == ["landed", "already_loaded"]
    assert opened == ["a.csv"] * 2
    assert project.query("select state from w_ledger.deliveries") == [(None,)]


def test_a_copy_another_sheet_and_an_undone_batch_are_looked_at_as_ever(new_project: Any, opened: list[str]) -> None:
    project = new_project(sheets=["one"])
    path = project.root / "data/a.xlsx"
    book = openpyxl.Workbook()
    for name in ("one", "two"):
        for row in (("a", "b"), (name, 1)):
            (book[name] if name in book.sheetnames else book.create_sheet(name)).append(row)
    book.save(path)
    assert [r.status for r in project.land() + project.land()] == ["landed", "already_loaded"]
    shutil.copy(path, path.with_name("b.xlsx"))
    assert [r.status for r in project.land()] == ["already_loaded"] * 2
    assert opened == ["a.xlsx", "b.xlsx"]

    project = new_project(sheets=["one", "two"])
    assert [(r.sheet, r.status) for r in project.land()][:2] == [("one", "already_loaded"), ("two", "landed")]
    assert opened[2:] == ["a.xlsx", "b.xlsx"]
    with project.connection, project.connection.cursor() as cursor:
        cursor.execute("update w_ledger.batches set undone_at = now()")
    del opened[:]
    undone = "held the same bytes and was undone; `refill land FILE` lands them again"
    assert {r.reason for r in project.land()} == {f"batch 1 {undone}", f"batch 2 {undone}"}
    assert opened == []


def test_a_workbook_is_read_again_when_the_yaml_asks_for_another_sheet_of_it(
    new_project: Any, opened: list[str]
) -> None:
    book = openpyxl.Workbook()
    for name in ("first", "second"):
        for row in (("a", "b"), (name, 1)):
            (book[name] if name in book.sheetnames else book.create_sheet(name)).append(row)
    book.remove(book.worksheets[0])
    project = new_project(sheets=["second"])
    book.save(project.root / "data/a.xlsx")
    assert [(r.sheet, r.status) for r in project.land() + project.land()] == [
        ("second", "landed"),
        ("second", "already_loaded"),
    ]
    project = new_project()
    assert [(r.sheet, r.status) for r in project.land() + project.land()] == [
        ("first", "landed"),
        ("first", "already_loaded"),
    ]
    assert opened == ["a.xlsx"] * 2

"""Workbooks that would take all memory or time are refused soon, and the program that reads them lives on."""

import os
import resource
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from refill import readers
from refill.readers.copied import copied
from refill.readers.workbooks import limits
from refill.readers.workbooks.workbook import Workbook

from ..support.patience import wait_until
from ..support.servers import only_on
from ..support.workbooks import HEADER, text, understate, write_workbook

FAR = "Delete what stands far away from the others."
TOO_MUCH = (
    ": reading the workbook takes more memory than one of its size may. Look for cells far away from the "
    "others and delete them, or deliver it as csv."
)
TOO_LARGE = ": the workbook unpacks to more than 640 MB. Split it, or deliver it as csv."
LONG = "a" * 1000
ROWS = f"<row>{text('A2', LONG)}</row>" * 1000


def far(path: Path) -> None:
    write_workbook(path, HEADER, f'<row r="1048576">{text("XFD1048576", "x")}</row>')


def far_and_out_of_order(path: Path) -> None:
    write_workbook(path, HEADER, f'<row r="9">{text("XFD1048576", "x")}{text("A9", "y")}</row>')


def a_gigabyte(path: Path) -> None:
    write_workbook(path, ROWS, repeat=1024)


def a_gigabyte_that_the_archive_denies(path: Path) -> None:
    path.write_bytes((path.parent / "a_gigabyte.xlsx").read_bytes())
    understate(path, 5000)


def a_few_megabytes_that_the_archive_denies(path: Path) -> None:
    write_workbook(path, HEADER, ROWS)
    understate(path, 5000)


def one_long_text_in_every_cell(path: Path) -> None:
    cells = '<c t="s"><v>0</v></c>' * 20
    rows = f"<row>{cells}</row>" * 1000
    write_workbook(path, rows, repeat=20, strings=f"<si><t>{LONG * 32}</t></si>")


def a_hundred_thousand_columns(path: Path) -> None:
    write_workbook(path, "<row>", *(f'<c t="inlineStr"><is><t>c{i}</t></is></c>' for i in range(100_000)), "</row>")


def entities(path: Path) -> None:
    book = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><workbook>&b;</workbook>'
    write_workbook(path, HEADER, workbook=book)


BOMBS = [
    (far, f", sheet 's': its cells reach as far as XFD1048576, though only 3 hold something. {FAR}"),
    (far_and_out_of_order, TOO_MUCH),
    (a_gigabyte, TOO_LARGE),
    (a_gigabyte_that_the_archive_denies, TOO_LARGE),
    (
        a_few_megabytes_that_the_archive_denies,
        ": its part xl/worksheets/sheet1.xml is damaged. Save it again as .xlsx.",
    ),
    (one_long_text_in_every_cell, TOO_MUCH),
    (
        a_hundred_thousand_columns,
        ", sheet 's': the header has 100,000 columns; a file may have 16,384, as many as a sheet of a "
        "workbook. Look for a wrong delimiter, or turn columns into rows.",
    ),
    (entities, ": the workbook's part xl/workbook.xml cannot be read. Save it again as .xlsx."),
]


@pytest.fixture(scope="session")
def bombs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every bomb, by the name of what makes it."""
    folder = tmp_path_factory.mktemp("bombs")
    paths = [folder / f"{make.__name__}.xlsx" for make, _ in BOMBS]
    for path, (make, _) in zip(paths, BOMBS, strict=True):
        make(path)
    return paths


@only_on("server")
def test_bombs_are_refused_and_the_file_behind_them_lands(new_project: Any, tmp_path: Path, bombs: list[Path]) -> None:
    project = new_project(sheets=["s"])
    for path in bombs:
        os.link(path, tmp_path / "data" / path.name)
    write_workbook(tmp_path / "data/z.xlsx", HEADER, f'<row r="2">{text("A2", "1")}</row>')
    expected = sorted((path.stem, f"data/{path.name}{said}") for path, (_, said) in zip(bombs, BOMBS, strict=True))
    assert [(result.status, result.reason) for result in project.land()] == [
        *(("refused", reason) for _, reason in expected),
        ("landed", None),
    ]
    assert project.query("select file, rows from w_ledger.batches") == [("data/z.xlsx", 1)]
    assert project.query("select _file, a from w_raw.facts") == [("data/z.xlsx", "1")]


MEASURE = """
import resource, sys
from refill.errors import Refused
from refill.readers.copied import copied
from refill.readers.workbooks.workbook import Workbook
with open(sys.argv[1], "rb") as file:
    book = Workbook(copied(file, "x")[0], "x")
try:
    book.open("s")
except Refused:
    pass
book.close()
spent = resource.getrusage(resource.RUSAGE_CHILDREN)
print(spent.ru_maxrss >> 10, spent.ru_utime + spent.ru_stime)
"""


@pytest.mark.parametrize("number", range(len(BOMBS)), ids=[make.__name__ for make, _ in BOMBS])
def test_a_bomb_takes_less_than_512_mb_and_10_seconds_of_a_processor(bombs: list[Path], number: int) -> None:
    command = [sys.executable, "-c", MEASURE, str(bombs[number])]
    megabytes, seconds = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    assert int(megabytes) < 512
    assert float(seconds) < 10


def test_the_process_that_reads_has_limits_and_no_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", "secret")
    with write_workbook(tmp_path / "a.xlsx", HEADER).open("rb") as file:
        book = Workbook(copied(file, "a.xlsx")[0], "a.xlsx")
    try:
        assert book.open("s").header == ["a", "b"]
        process = book._process
        assert process is not None
        proc = Path(f"/proc/{process.pid}")
        names = {entry.split(b"=")[0] for entry in (proc / "environ").read_bytes().split(b"\0") if entry}
        assert names == {b"PYTHONPATH", b"PYTHONUTF8"}
        memory = limits.LEAST_MEMORY
        assert memory <= resource.prlimit(process.pid, resource.RLIMIT_AS)[0] <= memory + (1 << 20)
        assert resource.prlimit(process.pid, resource.RLIMIT_FSIZE) == (0, 0)
        opened = sorted(os.readlink(entry).partition(":")[0] for entry in (proc / "fd").iterdir())
        assert opened == ["/dev/null", "/memfd", "pipe", "pipe", "pipe"]
    finally:
        book.close()
    assert process.returncode == -signal.SIGKILL


def test_a_killed_parent_leaves_no_reader(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", HEADER, f'<row r="2">{text("A2", "x")}</row>')
    program = MEASURE.partition("try:")[0] + "book.open('s'); print(book._process.pid, flush=True); input()"
    parent = subprocess.Popen(
        [sys.executable, "-c", program, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    reader = int(parent.stdout.readline())
    os.kill(reader, signal.SIGSTOP)  # busy, as it were: it looks at none of its pipes
    parent.kill()
    parent.communicate()
    status = dict(line.split(":", 1) for line in Path(f"/proc/{reader}/status").read_text().splitlines())
    assert int(status["ShdPnd"], 16) >> (signal.SIGIO - 1) & 1
    os.kill(reader, signal.SIGCONT)
    wait_until(lambda: not _is_alive(reader), "the end of the reader")


def _is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@only_on("server")
def test_two_parts_of_one_name_are_refused(new_project: Any, tmp_path: Path) -> None:
    project = new_project(sheets=["s"])
    with zipfile.ZipFile(write_workbook(tmp_path / "data/a.xlsx", HEADER), "a") as book:
        book.writestr("XL\\Workbook.xml", "another")
    assert [result.reason for result in project.land()] == [
        "data/a.xlsx: two parts of the workbook have one name. Save it again as .xlsx."
    ]


@only_on("server")
def test_a_file_too_large_for_the_memory_is_refused(
    new_project: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = new_project(sheets=["s"])
    (tmp_path / "data/a.xlsx").write_bytes(b"PK" * (1 << 20))
    monkeypatch.setattr(readers.copied, "MOST_BYTES", 1 << 20)
    assert [result.reason for result in project.land()] == [
        "data/a.xlsx: the file has more than 1 MB. Deliver it as csv or parquet."
    ]

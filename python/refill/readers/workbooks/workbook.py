"""Workbooks for the rest of refill: read in a process of their own, so that a hostile one ends that process alone."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from refill.errors import RefillError, Refused
from refill.readers.records import Layout
from refill.readers.sheet import Chunk, Fault, Options, Sheet
from refill.readers.workbooks.contents import first_sheet
from refill.readers.workbooks.frames import ANSWER, CHUNK, END, LINES, NO_MEMORY, REFUSAL, receive, send

PIPE_BYTES = 1 << 20
USUAL = Options()
ZIP = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0"
OUT_OF_MEMORY = (-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS, -signal.SIGKILL)


class Counts(NamedTuple):
    """The counts of a sheet's lines: all rows, the rejected and the skipped by reason, the first places, the unknown
    columns.
    """

    rows: int
    rejected: dict[str, int]
    skipped: dict[str, int]
    places: dict[str, list[str]]
    unknown_columns: list[str]


class Workbook:
    """An open workbook. `copy` is an open file of this object alone, which is closed with the workbook.

    Every method raises Refused for a workbook that cannot be read, or only with more memory or time than it may take.
    """

    def __init__(self, copy: int, where: str) -> None:
        self._copy = copy
        self._where = where
        self._process: subprocess.Popen[bytes] | None = None
        self._lifeline = -1

    def names(self) -> tuple[list[str], list[str]]:
        """Return the names of its sheets that have cells, in order: all, and those that a person sees."""
        names, visible = self._ask("names")
        return names, visible

    def open(self, sheet: str | None, options: Options = USUAL, keys: Sequence[int] = ()) -> Sheet:
        """Open the sheet called `sheet` after folding, or the first that a person sees.

        Its chunks, or `lines`, can be read once. `keys`: the columns whose dates and logical values are faults.
        """
        wanted = first_sheet(*self.names(), self._where) if sheet is None else sheet
        name, header_row, header = self._ask("open", sheet=wanted, options=asdict(options))
        return Sheet(name, header_row, header, self._chunks(keys))

    def beginning(self, sheet: str) -> list[tuple[int, list[str]]]:
        """Return the first rows of a sheet that are not empty, with their numbers."""
        return [(number, cells) for number, cells in self._ask("beginning", sheet=sheet)]

    def lines(self, layout: Layout) -> Iterator[bytes | Counts]:
        """Return the rows of the open sheet as lines for COPY, and at the end their counts."""
        self._send("lines", layout=layout.to_json())
        for kind, data in self._frames():
            yield data if kind == LINES else Counts(*json.loads(data))

    def _chunks(self, keys: Sequence[int]) -> Iterator[Chunk]:
        self._send("chunks", keys=[*keys])
        for kind, data in self._frames():
            if kind == CHUNK:
                first, rows, faults = json.loads(data)
                yield Chunk(first, rows, {index: [Fault(*fault) for fault in found] for index, found in faults})

    def close(self) -> None:
        """End the process, whatever it is doing, and close the copy."""
        self._stop()
        os.close(self._copy)

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            os.close(self._lifeline)
            self._process = None

    def _ask(self, do: str, **more: Any) -> Any:
        self._send(do, **more)
        return json.loads(self._receive()[1])

    def _frames(self) -> Iterator[tuple[bytes, bytes]]:
        """Return frames up to the last one. End the process if the caller stops earlier: it would go on sending."""
        kind = ANSWER
        try:
            while kind != END:
                kind, data = self._receive()
                yield kind, data
        finally:
            if kind != END:
                self._stop()

    def _send(self, do: str, **more: Any) -> None:
        process = self._process = self._process or self._started()
        try:
            send(_pipe(process.stdin), b"Q", {"do": do, "where": self._where, **more})
        except BrokenPipeError:
            raise self._ended(process) from None

    def _receive(self) -> tuple[bytes, bytes]:
        process = self._process
        if process is None:
            raise RefillError(f"{self._where}: the sheet was closed while it was read.")
        frame = receive(_pipe(process.stdout))
        if frame is None:
            raise self._ended(process)
        if frame[0] == NO_MEMORY:
            raise self._too_much("memory")
        if frame[0] == REFUSAL:
            raise Refused(json.loads(frame[1]))
        return frame

    def _started(self) -> subprocess.Popen[bytes]:
        _check_beginning(os.pread(self._copy, len(ZIP), 0), self._where)
        ours, self._lifeline = os.pipe()
        try:
            return subprocess.Popen(
                [sys.executable, "-S", "-P", "-m", f"{__package__}.process", str(self._copy), str(ours)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                pipesize=PIPE_BYTES,
                pass_fds=(self._copy, ours),
                env={"PYTHONPATH": os.pathsep.join(_import_path()), "PYTHONUTF8": "1"},
            )
        finally:
            os.close(ours)

    def _ended(self, process: subprocess.Popen[bytes]) -> RefillError:
        code = process.wait()
        self._stop()
        if code == -signal.SIGXCPU:
            return self._too_much("time")
        if code in OUT_OF_MEMORY:
            return self._too_much("memory")
        return RefillError(f"{self._where}: the process that reads the workbook ended with exit code {code}.")

    def _too_much(self, what: str) -> Refused:
        return Refused(
            f"{self._where}: reading the workbook takes more {what} than one of its size may. Look for cells far away "
            "from the others and delete them, or deliver it as csv."
        )


def _check_beginning(beginning: bytes, where: str) -> None:
    """Raise Refused for a file whose first bytes are not those of a workbook that can be read."""
    if not beginning:
        raise Refused(f"{where}: the file is empty. Deliver it again.")
    if not beginning.startswith((ZIP, COMPOUND)):
        raise Refused(f"{where}: this is no .xlsx workbook, in spite of its name. A csv file must be named .csv.")


def _pipe(stream: Any) -> Any:
    assert stream is not None  # noqa: S101  # the process is always started with pipes
    return stream


def _import_path() -> list[str]:
    """Return the places where this program finds its modules, so that the process need not look elsewhere."""
    own = str(Path(__file__).parents[3])
    return [own, *(path for path in sys.path if path and path != own)]

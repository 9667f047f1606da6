"""The process that reads one untrusted workbook: it has limits, it gets no secrets, and it ends with its parent.

It is started with the numbers of two open files: the workbook, and a pipe that its parent never writes to and that
breaks when the parent ends, however it ends. It imports as little as it can, since every workbook pays for imports.
"""

import fcntl
import gc
import json
import os
import resource
import select
import sys
from dataclasses import astuple
from typing import Any, BinaryIO

from python_calamine import CalamineSheet, CalamineWorkbook

from refill.errors import Refused
from refill.readers.records import Encoder, Layout
from refill.readers.sheet import Options, Sheet, Watched
from refill.readers.workbooks.cells import beginning, open_sheet, open_workbook, read_sheet
from refill.readers.workbooks.contents import find_sheet, read_contents
from refill.readers.workbooks.frames import ANSWER, CHUNK, END, LINES, NO_MEMORY, REFUSAL, receive, send
from refill.readers.workbooks.package import Package
from refill.readers.workbooks.prescan import prescan
from refill.readers.workbooks.rebuilt import rebuilt
from refill.readers.workbooks.scan import Scan, may_be_long
from refill.readers.workbooks.styles import zero_widths

MEGABYTE = 1 << 20
LEAST_MEMORY = 320 * MEGABYTE
MOST_MEMORY = 1100 * MEGABYTE
MEMORY_PER_BYTE = 4
LEAST_SECONDS = 8
BYTES_PER_SECOND = 4 * MEGABYTE
MOST_STYLES = 8 << 20
REBUILT = 3
"""How much more time a sheet may take that is written again."""


def main() -> None:
    """Answer requests until the parent closes the pipe."""
    workbook, lifeline = int(sys.argv[1]), int(sys.argv[2])
    _die_with_parent(lifeline)
    _limit()
    gc.disable()  # rows refer to nothing that refers to them, and there are many
    requests, answers = os.fdopen(0, "rb", buffering=0), os.fdopen(1, "wb")
    reader = None
    while (request := receive(requests)) is not None:
        asked = json.loads(request[1])
        try:
            reader = reader or _Reader(os.fdopen(workbook, "rb"), asked["where"])
            reader.answer(asked, answers)
        except Refused as refusal:
            send(answers, REFUSAL, str(refusal))
        except MemoryError:
            send(answers, NO_MEMORY, {})


def _die_with_parent(lifeline: int) -> None:
    """End this process when the parent ends: the broken pipe raises SIGIO, which ends a process."""
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)
    if select.select([lifeline], [], [], 0)[0]:
        sys.exit(1)


def _limit() -> None:
    for kind in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE):
        resource.setrlimit(kind, (0, 0))
    _allow(LEAST_MEMORY, LEAST_SECONDS)


def _allow(memory: int, seconds: int) -> None:
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds)):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


class _Reader:
    """One workbook. Each part that calamine reads is unpacked and scanned first, within limits of its own."""

    def __init__(self, file: BinaryIO, where: str) -> None:
        self._file = file
        self._where = where
        self._package = Package(file, where)
        self._contents = read_contents(self._package, where)
        self._workbook: CalamineWorkbook | None = None
        self._zeros: dict[str, int] | None = None
        self._has_long_texts = False
        self._sheet: Sheet | None = None
        self._watched = Watched()

    def answer(self, asked: dict[str, Any], answers: BinaryIO) -> None:
        match asked["do"]:
            case "names":
                send(answers, ANSWER, [list(self._contents.sheets), self._contents.visible])
            case "open":
                name = find_sheet(list(self._contents.sheets), asked["sheet"], self._where)
                self._watched = Watched()
                options = Options(**asked["options"])
                source, scan = self._opened(name, options.plain)
                scan.has_long_texts = scan.has_long_texts or self._has_long_texts
                self._sheet = read_sheet(source, scan, options, self._watched, self._where)
                send(answers, ANSWER, [self._sheet.name, self._sheet.header_row, self._sheet.header])
            case "beginning":
                send(answers, ANSWER, beginning(self._opened(asked["sheet"], False)[0]))
            case "lines" if self._sheet is not None:
                self._give_lines(self._sheet, Layout.from_json(asked["layout"]), answers)
            case "chunks" if self._sheet is not None:
                self._watched.keys = frozenset(asked["keys"])
                for chunk in self._sheet.chunks:
                    faults = [[index, [astuple(fault) for fault in found]] for index, found in chunk.faults.items()]
                    send(answers, CHUNK, [chunk.first, chunk.rows, faults])
                send(answers, END, {})

    def _opened(self, name: str, plain: bool) -> tuple[CalamineSheet, Scan]:
        """Return a sheet by calamine and what else it says: from the file as it is, or else from one built anew."""
        where, zeros = f"{self._where}, sheet {name!r}", self._formats()
        scan = prescan(self._package.blocks(self._contents.sheets[name].part), where, plain, zeros)
        self._allow(1)
        if scan.is_plain and self._contents.is_usual:
            try:
                self._workbook = self._workbook or open_workbook(self._file, self._where)
                return open_sheet(self._workbook, name, self._where), scan
            except Refused:
                pass
        self._allow(REBUILT)
        archive, scan = rebuilt(self._package, self._contents, name, where, plain, zeros)
        return open_sheet(open_workbook(archive, self._where), name, self._where), scan

    def _formats(self) -> dict[str, int]:
        """Unpack once what all sheets need, and return the digits of the formats of zeros."""
        if self._zeros is None:
            for block in self._package.blocks(self._contents.strings):
                self._has_long_texts = self._has_long_texts or may_be_long(block)
            styles = b""
            for block in self._package.blocks(self._contents.styles):
                styles += block if len(styles) <= MOST_STYLES else b""
            self._zeros = zero_widths(styles)
        return self._zeros

    def _allow(self, times: int) -> None:
        unpacked = self._package.unpacked
        spent = int(resource.getrusage(resource.RUSAGE_SELF).ru_utime)
        _allow(
            min(LEAST_MEMORY + MEMORY_PER_BYTE * unpacked, MOST_MEMORY),
            spent + LEAST_SECONDS + times * unpacked // BYTES_PER_SECOND,
        )

    def _give_lines(self, sheet: Sheet, layout: Layout, answers: BinaryIO) -> None:
        self._watched.keys = layout.keys
        self._watched.commas = layout.commas
        self._watched.days = layout.days if self._contents.from_1904 else frozenset()
        encoder = Encoder(layout)
        for chunk in sheet.chunks:
            send(answers, LINES, encoder.encode(chunk))
        counts = [encoder.rows, encoder.rejected, encoder.skipped, encoder.places, encoder.unknown_columns]
        send(answers, END, counts)


if __name__ == "__main__":
    main()

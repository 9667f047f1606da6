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

from python_calamine import CalamineWorkbook

from refill.errors import Refused
from refill.readers.contents import find_sheet, sheet_parts
from refill.readers.frames import ANSWER, CHUNK, END, LINES, NO_MEMORY, REFUSAL, receive, send
from refill.readers.package import Package
from refill.readers.prescan import prescan
from refill.readers.records import Encoder, Layout
from refill.readers.sheet import Sheet
from refill.readers.xlsx import open_workbook, read_xlsx

MEGABYTE = 1 << 20
LEAST_MEMORY = 320 * MEGABYTE
MOST_MEMORY = 1100 * MEGABYTE
MEMORY_PER_BYTE = 4
LEAST_SECONDS = 8
BYTES_PER_SECOND = 4 * MEGABYTE
STRINGS, STYLES = "xl/sharedStrings.xml", "xl/styles.xml"


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
        self._parts = sheet_parts(self._package, where)
        self._workbook: CalamineWorkbook | None = None
        self._sheet: Sheet | None = None

    def answer(self, asked: dict[str, Any], answers: BinaryIO) -> None:
        match asked["do"]:
            case "names":
                send(answers, ANSWER, list(self._parts))
            case "open":
                self._sheet = self._opened(find_sheet(list(self._parts), asked["sheet"], self._where), asked["plain"])
                send(answers, ANSWER, [self._sheet.name, self._sheet.header_row, self._sheet.header])
            case "lines" if self._sheet is not None:
                self._give_lines(self._sheet, Layout.from_json(asked["layout"]), answers)
            case "chunks" if self._sheet is not None:
                for chunk in self._sheet.chunks:
                    faults = [[index, [astuple(fault) for fault in found]] for index, found in chunk.faults.items()]
                    send(answers, CHUNK, [chunk.first, chunk.rows, faults])
                send(answers, END, {})

    def _opened(self, name: str, plain: bool) -> Sheet:
        if self._workbook is None:
            for part in (STRINGS, STYLES):
                for _ in self._package.blocks(part):
                    pass
        scan = prescan(self._package.blocks(self._parts[name]), f"{self._where}, sheet {name!r}", plain)
        unpacked = self._package.unpacked
        _allow(
            min(LEAST_MEMORY + MEMORY_PER_BYTE * unpacked, MOST_MEMORY),
            int(resource.getrusage(resource.RUSAGE_SELF).ru_utime) + LEAST_SECONDS + unpacked // BYTES_PER_SECOND,
        )
        self._workbook = self._workbook or open_workbook(self._file, self._where)
        return read_xlsx(self._workbook, name, scan.faults, self._where)

    def _give_lines(self, sheet: Sheet, layout: Layout, answers: BinaryIO) -> None:
        encoder = Encoder(layout)
        for chunk in sheet.chunks:
            send(answers, LINES, encoder.encode(chunk))
        send(answers, END, [encoder.rows, encoder.rejected, encoder.skipped, encoder.unknown_columns])


if __name__ == "__main__":
    main()

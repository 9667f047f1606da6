"""The process that reads one untrusted workbook: it has limits, it gets no secrets, and it ends with its parent.

It is started with the numbers of two open files: the workbook, and a pipe that its parent never writes to and that
breaks when the parent ends, however it ends. It imports as little as it can, since every workbook pays for imports.
"""

import fcntl
import gc
import json
import os
import select
import sys
from dataclasses import astuple
from typing import TYPE_CHECKING, Any, BinaryIO

from refill.errors import Refused
from refill.readers.records import Encoder, Layout
from refill.readers.sheet import Options, Sheet, Watched
from refill.readers.workbooks.cells import beginning, read_sheet
from refill.readers.workbooks.contents import find_sheet
from refill.readers.workbooks.frames import ANSWER, CHUNK, END, LINES, NO_MEMORY, REFUSAL, receive, send
from refill.readers.workbooks.limits import limit
from refill.readers.workbooks.xlsx import Xlsx

if TYPE_CHECKING:
    from refill.readers.workbooks.xls import Xls

COMPOUND = b"\xd0\xcf\x11\xe0"


def main() -> None:
    """Answer requests until the parent closes the pipe."""
    workbook, lifeline = int(sys.argv[1]), int(sys.argv[2])
    _die_with_parent(lifeline)
    limit()
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


class _Reader:
    """One workbook, and the sheet of it that is open."""

    def __init__(self, file: BinaryIO, where: str) -> None:
        self._where = where
        self._book = _opened(file, where)
        self._sheet: Sheet | None = None
        self._watched = Watched()

    def answer(self, asked: dict[str, Any], answers: BinaryIO) -> None:
        match asked["do"]:
            case "names":
                send(answers, ANSWER, [self._book.names, self._book.visible])
            case "open":
                name = find_sheet(self._book.names, asked["sheet"], self._where)
                options = Options(**asked["options"])
                self._watched = Watched()
                source, scan = self._book.open(name, options.plain)
                self._sheet = read_sheet(source, scan, options, self._watched, self._where)
                send(answers, ANSWER, [self._sheet.name, self._sheet.header_row, self._sheet.header])
            case "beginning":
                send(answers, ANSWER, beginning(self._book.open(asked["sheet"], False)[0]))
            case "lines" if self._sheet is not None:
                self._give_lines(self._sheet, Layout.from_json(asked["layout"]), answers)
            case "chunks" if self._sheet is not None:
                self._watched.keys = frozenset(asked["keys"])
                for chunk in self._sheet.chunks:
                    faults = [[index, [astuple(fault) for fault in found]] for index, found in chunk.faults.items()]
                    send(answers, CHUNK, [chunk.first, chunk.rows, faults])
                send(answers, END, {})

    def _give_lines(self, sheet: Sheet, layout: Layout, answers: BinaryIO) -> None:
        self._watched.keys = layout.keys
        self._watched.commas = layout.commas
        self._watched.days = layout.days if self._book.from_1904 else frozenset()
        encoder = Encoder(layout)
        for chunk in sheet.chunks:
            send(answers, LINES, encoder.encode(chunk))
        counts = [encoder.rows, encoder.rejected, encoder.skipped, encoder.places, encoder.unknown_columns]
        send(answers, END, counts)


def _opened(file: BinaryIO, where: str) -> "Xlsx | Xls":
    """Return the workbook by its first bytes."""
    file.seek(0)
    if file.read(len(COMPOUND)) == COMPOUND:
        from refill.readers.workbooks.xls import Xls  # its library is large, and few workbooks are of this kind

        return Xls(file, where)
    return Xlsx(file, where)


if __name__ == "__main__":
    main()

"""Delimited text: its rows, by Python's own parser."""

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from itertools import chain, islice

from refill.errors import Refused
from refill.readers.csv_head import HEAD_BYTES, Asked, Head, reader
from refill.readers.encoding import not_text
from refill.readers.sheet import CHUNK_ROWS, Chunk, Sheet

AFTER_THE_END = "\0" * 64
AS_TEXT = re.compile(r'="([^"]*)"')


class HashedFile(io.RawIOBase):
    """An open file, from its first byte, that keeps the SHA-256 of what was read."""

    def __init__(self, file: io.BufferedReader) -> None:
        file.seek(0)
        self.raw = file
        self.sha256 = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # Buffer is for 3.12 and later
        count = self.raw.readinto(buffer)
        self.sha256.update(memoryview(buffer)[:count])
        return count


def read_csv(file: HashedFile, head: Head, asked: Asked, where: str) -> Sheet:
    """Return every record below the header. Raise Refused, while rows are read, for bad bytes and a quote left open."""
    return Sheet("", head.header_row, head.header, _chunks(file, head, asked, where))


def _chunks(file: HashedFile, head: Head, asked: Asked, where: str) -> Iterator[Chunk]:
    text = io.TextIOWrapper(io.BufferedReader(file, HEAD_BYTES), encoding=head.encoding, errors="strict", newline="")
    text.read(len(head.before))
    records = reader(chain(text, [AFTER_THE_END]), head.delimiter, where)
    first = head.header_row + 1
    ended = False
    while not ended:
        try:
            rows = list(islice(records, CHUNK_ROWS))
        except UnicodeDecodeError:
            raise not_text(file.raw, head.encoding, where, asked.place) from None
        except csv.Error as error:
            raise Refused(f"{where}: record {first} or one soon after it cannot be read ({error}).") from None
        ended = len(rows) < CHUNK_ROWS or rows[-1] == [AFTER_THE_END]
        if ended and (not rows or rows.pop() != [AFTER_THE_END]):
            raise Refused(f"{where}: a quote is opened in record {first + len(rows)} and never closed. Close it.")
        if rows:
            yield Chunk(first, list(map(_said, rows)))
            first += len(rows)


def _said(row: list[str]) -> list[str]:
    """Take cells such as `="007"` for the text that programs write that way, so that a spreadsheet keeps it."""
    if any(cell[:2] == '="' for cell in row):
        return [found[1] if (found := AS_TEXT.fullmatch(cell)) else cell for cell in row]
    return row

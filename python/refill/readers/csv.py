"""Delimited text: its encoding, its header, and its rows by Python's own parser."""

import codecs
import csv
import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import BinaryIO

from refill.errors import Refused
from refill.readers.sheet import CHUNK_ROWS, Chunk, Sheet

HEAD_BYTES = 1 << 20
CELL_CHARACTERS = 1 << 24
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
MARK = "\ufeff"
AFTER_THE_END = "\0" * 64
ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Head:
    """The beginning of a csv file. `before` is the text before the first row: header, mark, blank lines.

    `assumed`: the encoding is a guess from the first bytes that the rest of the file may disprove.
    """

    encoding: str
    assumed: bool
    header_row: int
    header: list[str]
    before: str


class HashedFile(io.RawIOBase):
    """An open file, from its first byte, that keeps the SHA-256 of what was read."""

    def __init__(self, file: io.BufferedReader) -> None:
        file.seek(0)
        self._file = file
        self.sha256 = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # Buffer is for 3.12 and later
        count = self._file.readinto(buffer)
        self.sha256.update(memoryview(buffer)[:count])
        return count


def read_head(
    file: BinaryIO, declared: str | None, delimiter: str, fits: Callable[[list[str]], bool], where: str
) -> Head:
    """Return encoding and header: as declared, else by mark, else UTF-8, else GB18030 if the header then `fits`.

    Raise Refused where none of them reads the file, where it is empty or no text.
    """
    beginning = _Beginning.of(file, delimiter, where)
    if beginning.data.startswith(ZIP):
        raise Refused(f"{where}: this is a workbook, in spite of its name. Name it .xlsx.")
    if not beginning.data:
        raise Refused(f"{where}: the file is empty: it has no header row.")
    marked = next((encoding for mark, encoding in MARKS if beginning.data.startswith(mark)), None)
    if encoding := known_encoding(declared, where) or marked:
        return beginning.head(encoding)
    try:
        return beginning.head("utf-8", assumed=not beginning.whole)
    except Refused as refusal:
        if head := read_as_gb18030(file, delimiter, fits, where):
            return head
        raise refusal from None


def read_as_gb18030(file: BinaryIO, delimiter: str, fits: Callable[[list[str]], bool], where: str) -> Head | None:
    """Return the head of a file that is not UTF-8, if it is GB18030 text whose header `fits`."""
    try:
        head = _Beginning.of(file, delimiter, where).head("gb18030")
    except Refused:
        return None
    return head if fits(head.header) else None


def known_encoding(name: str | None, where: str) -> str | None:
    """Return `name`, if Python decodes text by it. Raise Refused otherwise."""
    try:
        if name is not None:
            "a".encode(name)
    except LookupError:
        raise Refused(f"{where}: encoding {name!r} is unknown. Use for example utf-8, gb18030 or big5.") from None
    return name


def is_encoded(file: BinaryIO, encoding: str) -> bool:
    """Return True if the whole file decodes strictly."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while data := file.read(HEAD_BYTES):
            decoder.decode(data)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


@dataclass(frozen=True)
class _Beginning:
    """The first bytes of a file; `whole` where there are no more."""

    data: bytes
    whole: bool
    delimiter: str
    where: str

    @classmethod
    def of(cls, file: BinaryIO, delimiter: str, where: str) -> "_Beginning":
        file.seek(0)
        data = file.read(HEAD_BYTES)
        return cls(data, len(data) < HEAD_BYTES, delimiter, where)

    def head(self, encoding: str, assumed: bool = False) -> Head:
        """Return the first record that is not blank. Raise Refused where there is none in this encoding."""
        text = self._decoded(encoding)
        used: list[str] = []

        def lines() -> Iterator[str]:
            for line in io.StringIO(text, newline=""):
                used.append(line)
                yield line.removeprefix(MARK) if len(used) == 1 else line

        try:
            for number, header in enumerate(_reader(lines(), self.delimiter, self.where), 1):
                if any(header):
                    before = "".join(used)
                    if len(before) == len(text) and not self.whole:
                        break
                    return Head(encoding, assumed, number, header, before)
        except csv.Error:
            pass
        if text.strip(self.delimiter + MARK + "\r\n"):
            raise Refused(
                f"{self.where}: the header row does not end within {HEAD_BYTES >> 20} MB. "
                "Look for a quote that is not closed, or for far too many columns."
            )
        raise Refused(f"{self.where}: the file is empty: it has no header row.")

    def _decoded(self, encoding: str) -> str:
        try:
            return codecs.getincrementaldecoder(encoding)().decode(self.data, final=self.whole)
        except UnicodeDecodeError as error:
            raise Refused(
                f"{self.where}: byte {error.start + 1} is not {encoding} text. "
                "Declare the file's `encoding` in data_sources.yml, or save the file as UTF-8."
            ) from None


def _reader(lines: Iterator[str], delimiter: str, where: str) -> Iterator[list[str]]:
    if len(delimiter) != 1 or delimiter in '"\r\n\0':
        raise Refused(f"{where}: delimiter {delimiter!r} cannot separate cells. Use one character, such as , or ;")
    csv.field_size_limit(CELL_CHARACTERS)
    return csv.reader(lines, delimiter=delimiter)


def read_csv(file: HashedFile, head: Head, delimiter: str, where: str) -> Sheet:
    """Return every record below the header. Raise Refused, while rows are read, for bad bytes and a quote left open."""
    return Sheet("", head.header_row, head.header, _chunks(file, head, delimiter, where))


def _chunks(file: HashedFile, head: Head, delimiter: str, where: str) -> Iterator[Chunk]:
    text = io.TextIOWrapper(io.BufferedReader(file, HEAD_BYTES), encoding=head.encoding, errors="strict", newline="")
    text.read(len(head.before))
    reader = _reader(chain(text, [AFTER_THE_END]), delimiter, where)
    first = head.header_row + 1
    ended = False
    while not ended:
        try:
            rows = list(islice(reader, CHUNK_ROWS))
        except UnicodeDecodeError:
            raise Refused(
                f"{where}: there are bytes that are not {head.encoding} text in or soon after record {first}. "
                "Declare the file's `encoding` in data_sources.yml, or save the file as UTF-8."
            ) from None
        except csv.Error as error:
            raise Refused(f"{where}: record {first} or one soon after it cannot be read ({error}).") from None
        ended = len(rows) < CHUNK_ROWS or rows[-1] == [AFTER_THE_END]
        if ended and (not rows or rows.pop() != [AFTER_THE_END]):
            raise Refused(f"{where}: a quote is opened in record {first + len(rows)} and never closed. Close it.")
        if rows:
            yield Chunk(first, rows)
            first += len(rows)

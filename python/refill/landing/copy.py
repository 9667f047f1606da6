"""The hot path: CSV bytes passed through to COPY as they are, or rows of text written for it."""

import codecs
import io
from collections.abc import Iterator, Sequence

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import cursor as Cursor

from refill.landing.checks import PlainCheck
from refill.landing.partition import Partition, number_rows, stop_numbering
from refill.landing.readers.csv import HashedFile, Head
from refill.landing.readers.sheet import Chunk
from refill.landing.records import Encoder

BYTES = 1 << 18


class PassedThrough(io.RawIOBase):
    """The body of a csv file in UTF-8, for COPY to read, checked on the way; ends early where a check fails."""

    def __init__(self, file: HashedFile, head: Head, check: PlainCheck) -> None:
        self._file = file
        self._check = check
        self._skip = len(head.before.encode())
        self._decoder = None if head.encoding == "utf-8" else codecs.getincrementaldecoder(head.encoding)()

    def read(self, size: int = BYTES, /) -> bytes:
        """The next bytes, b'' at the end; `size` is a hint."""
        while self._check.plain:
            raw = self._file.read(size)
            data = self._to_utf8(raw or b"")
            if self._skip:
                data, self._skip = data[self._skip :], max(self._skip - len(data), 0)
            if data:
                self._check.feed(data)
                return data if self._check.plain else b""
            if not raw:
                self._check.finish()
                break
        return b""

    def _to_utf8(self, raw: bytes) -> bytes:
        if self._decoder is None:
            return raw
        try:
            return self._decoder.decode(raw, final=not raw).encode()
        except UnicodeError:
            self._check.plain = False
            return b""


def pass_through(
    cursor: Cursor, partition: Partition, file: HashedFile, head: Head, columns: list[str], delimiter: str
) -> tuple[int, bool] | None:
    """Copies the rows of a file whose header is `columns`: their number, and whether some may be blank.

    None, with the table as before, where COPY would not read the file as an RFC 4180 reader does, or not at all.
    """
    if len(columns) < 2 or not delimiter.isascii():
        return None
    check = PlainCheck(delimiter.encode())
    source = PassedThrough(file, head, check)
    cursor.execute("savepoint pass_through")
    number_rows(cursor, partition, head.header_row + 1)
    try:
        cursor.copy_expert(_copy_csv(cursor, partition, columns, delimiter), source, BYTES)
        rows = cursor.rowcount
    except psycopg2.DataError:
        rows = -1
    if rows < 0 or not check.plain:
        cursor.execute("rollback to savepoint pass_through")
        return None
    stop_numbering(cursor, partition)
    cursor.execute("release savepoint pass_through")
    return rows, check.blanks_possible


def copy_chunks(cursor: Cursor, partition: Partition, chunks: Iterator[Chunk], encoder: Encoder) -> None:
    """Copies the rows of a sheet, which `encoder` counts. Raises what reading the chunks raises."""
    source = _Encoded(chunks, encoder)
    try:
        cursor.copy_expert(_copy_text(cursor, partition, encoder.columns), source, BYTES)
    except psycopg2.Error:
        if source.error is not None:
            raise source.error from None
        raise


class _Encoded(io.RawIOBase):
    """Chunks as a file. Keeps the error that reading raised, which COPY would turn into one of its own."""

    def __init__(self, chunks: Iterator[Chunk], encoder: Encoder) -> None:
        self._chunks = chunks
        self._encoder = encoder
        self.error: BaseException | None = None

    def read(self, _size: int = BYTES, /) -> bytes:
        try:
            for chunk in self._chunks:
                if chunk.rows:
                    return self._encoder.encode(chunk)
            return b""
        except BaseException as error:  # kept: psycopg2 reports an error of its own instead
            self.error = error
            raise


def _copy_csv(cursor: Cursor, partition: Partition, columns: list[str], delimiter: str) -> str:
    """An empty cell is null, quoted or not."""
    return (
        sql.SQL("copy {0} ({1}) from stdin (format csv, null '', encoding 'UTF8', delimiter {2}, force_null ({1}))")
        .format(partition.table, sql.SQL(", ").join(map(sql.Identifier, columns)), sql.Literal(delimiter))
        .as_string(cursor)
    )


def _copy_text(cursor: Cursor, partition: Partition, columns: Sequence[str]) -> str:
    return (
        sql.SQL("copy {} ({}) from stdin (format text, null '', encoding 'UTF8')")
        .format(partition.table, sql.SQL(", ").join(map(sql.Identifier, columns)))
        .as_string(cursor)
    )

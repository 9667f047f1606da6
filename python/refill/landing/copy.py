"""The hot path: CSV bytes passed through to COPY as they are, or rows of text written for it."""

import codecs
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import cursor as Cursor

from refill.landing.incoming import (
    Incoming,
    note_blank_rows,
    note_repeated_headers,
    note_rules,
    note_totals,
    number_rows,
    stop_numbering,
)
from refill.readers.csv import HashedFile
from refill.readers.csv_head import Head
from refill.readers.records import Encoder, Layout, note
from refill.readers.sheet import Chunk, column_letter
from refill.readers.skipping import BLANK, HEADER, RULE, TOTAL, Lookout, total_marks

if TYPE_CHECKING:  # imports numpy, which only landing needs
    from refill.landing.checks import PlainCheck

BYTES = 1 << 16  # the size of a socket's buffer, filled while the next piece is checked


class PassedThrough(io.RawIOBase):
    """The body of a csv file in UTF-8, for COPY to read, checked on the way; ends early where a check fails."""

    def __init__(self, file: HashedFile, head: Head, check: "PlainCheck", lookout: Lookout) -> None:
        self._file = file
        self._check = check
        self._lookout = lookout
        self._skip = len(head.before.encode())
        self._decoder = None if head.encoding == "utf-8" else codecs.getincrementaldecoder(head.encoding)()

    def read(self, size: int = BYTES, /) -> bytes:
        """Return the next bytes, b'' at the end; `size` is a hint."""
        while self._check.plain:
            raw = self._file.read(size)
            data = self._to_utf8(raw or b"")
            if self._skip:
                data, self._skip = data[self._skip :], max(self._skip - len(data), 0)
            if data:
                self._check.feed(data)
                self._lookout.feed(data)
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
    cursor: Cursor, incoming: Incoming, file: HashedFile, head: Head, layout: Layout
) -> tuple[int, dict[str, int]] | None:
    """Copy the rows of a file whose header has known columns only. Return their number, and those skipped by reason.

    Return None, with the table as before, where COPY would not read the file as an RFC 4180 reader does, or not at all.
    """
    from refill.landing.checks import PlainCheck

    columns, delimiter = list(layout.columns), head.delimiter
    if head.has_rule or len(columns) < 2 or len(columns) < len(layout.rules.header) or not delimiter.isascii():
        return None
    check, lookout = PlainCheck(delimiter.encode()), Lookout(layout.rules)
    source = PassedThrough(file, head, check, lookout)
    cursor.execute("savepoint pass_through")
    number_rows(cursor, incoming, head.header_row + 1)
    try:
        cursor.copy_expert(_copy_csv(cursor, incoming, columns, delimiter), source, BYTES)
        rows = cursor.rowcount
    except psycopg2.DataError:
        rows = -1
    if rows < 0 or not check.plain:
        cursor.execute("rollback to savepoint pass_through")
        return None
    stop_numbering(cursor, incoming)
    cursor.execute("release savepoint pass_through")
    return rows, _note_skipped(cursor, incoming, layout, check, lookout)


def _note_skipped(
    cursor: Cursor, incoming: Incoming, layout: Layout, check: "PlainCheck", lookout: Lookout
) -> dict[str, int]:
    """Look through the copied rows for those that rules skip, where the bytes may hold some."""
    counts: Counter[str] = Counter()
    rules, columns = layout.rules, list(layout.columns)
    if check.blanks_possible:
        counts[BLANK] += note_blank_rows(cursor, incoming, columns, note("skipped", BLANK))
    if lookout.header:
        header = {name: rules.header[place] for name, place in layout.columns.items()}
        counts[HEADER] += note_repeated_headers(cursor, incoming, header, note("skipped", HEADER))
        counts[RULE] += note_rules(cursor, incoming, columns, HEADER, note("skipped", RULE))
    if lookout.totals:
        for name, place in rules.totals:
            marks = total_marks(rules.texts)
            counts[TOTAL] += note_totals(cursor, incoming, name, column_letter(place), marks, rules.texts)
    return dict(+counts)


def copy_lines(cursor: Cursor, incoming: Incoming, fields: Sequence[str], lines: Iterator[bytes]) -> None:
    """Copy lines in COPY's text format. Raise the errors of the iterator too."""
    source = _Joined(lines)
    try:
        cursor.copy_expert(_copy_text(cursor, incoming, fields), source, BYTES)
    except psycopg2.Error:
        if source.error is not None:
            raise source.error from None
        raise


def copy_chunks(cursor: Cursor, incoming: Incoming, chunks: Iterator[Chunk], layout: Layout) -> Encoder:
    """Copy the rows of a sheet, and return the encoder that has counted them. Raise the errors of reading too."""
    encoder = Encoder(layout)
    copy_lines(cursor, incoming, layout.fields, (encoder.encode(chunk) for chunk in chunks if chunk.rows))
    return encoder


class _Joined(io.RawIOBase):
    """Lines as a file. Keeps the error of the iterator, which COPY would turn into one of its own."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines = lines
        self.error: BaseException | None = None

    def read(self, _size: int = BYTES, /) -> bytes:
        try:
            return next(self._lines, b"")
        except BaseException as error:  # kept: psycopg2 reports an error of its own instead
            self.error = error
            raise


def _copy_csv(cursor: Cursor, incoming: Incoming, columns: list[str], delimiter: str) -> str:
    """Return the command. An empty cell is null, quoted or not."""
    return (
        sql.SQL("copy {0} ({1}) from stdin (format csv, null '', encoding 'UTF8', delimiter {2}, force_null ({1}))")
        .format(incoming.table, sql.SQL(", ").join(map(sql.Identifier, columns)), sql.Literal(delimiter))
        .as_string(cursor)
    )


def _copy_text(cursor: Cursor, incoming: Incoming, columns: Sequence[str]) -> str:
    return (
        sql.SQL("copy {} ({}) from stdin (format text, null '', encoding 'UTF8')")
        .format(incoming.table, sql.SQL(", ").join(map(sql.Identifier, columns)))
        .as_string(cursor)
    )

"""The rows of a source, copied into a temporary table; and the differences, written into the landing table."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import cursor as Cursor

from refill.config.models import ReferenceTable
from refill.database.schemas import Schemas
from refill.database.values import ColumnText, column_text

BYTES = 1 << 18


@dataclass(frozen=True)
class Landing:
    """The landing table of one source of a reference table."""

    schemas: Schemas
    table: ReferenceTable
    name: str

    @property
    def relation(self) -> sql.Identifier:
        return sql.Identifier(self.schemas.landing, self.name)

    @property
    def columns(self) -> sql.Composed:
        return sql.SQL(", ").join(map(sql.Identifier, self.table.columns))

    def key(self, row: str) -> sql.Composed:
        """Return the values of a row's key columns, joined by commas: two spellings of a number or a date are one
        value.
        """
        return self._of_key(row, ColumnText.value)

    def key_texts(self, row: str) -> sql.Composed:
        """Return the key columns of a row for messages: folded, joined by commas; an empty one is null."""
        return self._of_key(row, ColumnText.given)

    def raw_key(self, row: str) -> sql.Composed:
        """Return the key columns of a row as the source wrote them, joined by commas."""
        return sql.SQL(", ").join(sql.Identifier(row, name) for name in self.table.keys)

    def _of_key(self, row: str, expression: Callable[[ColumnText, str, sql.Composable], sql.Composed]) -> sql.Composed:
        ledger = self.schemas.ledger
        texts = [(column_text(self.table, name), sql.Identifier(row, name)) for name in self.table.keys]
        return sql.SQL(", ").join(expression(column, ledger, text) for column, text in texts)


def copy_in(cursor: Cursor, landing: Landing, columns: list[str], chunks: Iterator[bytes]) -> int:
    """Copy csv chunks with the fields of `columns` into `pg_temp.incoming`, and return the number of rows.

    Its columns are those of the landing table. An empty field is '', and a column that the source lacks is null. Raise
    the errors of reading.
    """
    every = sql.SQL(", ").join(sql.Identifier(name) + sql.SQL(" text") for name in landing.table.columns)
    cursor.execute(sql.SQL("create temporary table incoming ({}) on commit drop").format(every))
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    stream = _Joined(chunks)
    try:
        cursor.copy_expert(
            sql.SQL("copy pg_temp.incoming ({0}) from stdin (format csv, force_not_null ({0}))").format(names),
            stream,
            BYTES,
        )
    except psycopg2.Error:
        if stream.error is not None:  # psycopg2 reports an error of the reader as one of its own
            raise stream.error from None
        raise
    rows = int(cursor.rowcount)
    cursor.execute("analyze pg_temp.incoming")
    return rows


class _Joined(io.RawIOBase):
    """Chunks as a file. Keeps the error of making them."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = b""
        self.error: BaseException | None = None

    def read(self, size: int = BYTES, /) -> bytes:
        try:
            while not self._rest:
                self._rest = next(self._chunks, b"")
                if not self._rest:
                    return b""
        except BaseException as error:  # kept: psycopg2 reports an error of its own instead
            self.error = error
            raise
        given, self._rest = self._rest[:size], self._rest[size:]
        return given


def write_differences(cursor: Cursor, landing: Landing, partial: bool) -> bool:
    """Make the landing table hold the rows of `pg_temp.incoming`. Return True if anything changed.

    `partial`: keys that came replace those that were there, and the others stay. Rows that are the same in both are not
    written, so that a source of any size costs as much as its changes.
    """
    names = {"landing": landing.relation, "columns": landing.columns}
    cursor.execute(
        sql.SQL(
            "create temporary table arrived on commit drop as"
            " select {columns} from pg_temp.incoming except select {columns} from {landing}"
        ).format(**names)
    )
    if partial:
        gone = sql.SQL(
            "delete from {landing} as held using pg_temp.arrived where ({held}) = ({arrived})",
        ).format(**names, held=landing.key("held"), arrived=landing.key("arrived"))
    else:
        gone = sql.SQL(
            "delete from {landing} as held using (select {columns} from {landing} except"
            " select {columns} from pg_temp.incoming) as gone where ({held}) = ({gone})"
        ).format(**names, held=landing.raw_key("held"), gone=landing.raw_key("gone"))
    cursor.execute(gone)
    changed = cursor.rowcount
    cursor.execute(sql.SQL("insert into {landing} ({columns}) select {columns} from pg_temp.arrived").format(**names))
    changed += cursor.rowcount
    cursor.execute("drop table pg_temp.incoming, pg_temp.arrived")
    if changed:
        cursor.execute(sql.SQL("analyze {landing}").format(**names))
    return changed > 0

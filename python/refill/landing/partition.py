"""The table of one batch: made apart, filled, then attached to the raw table of its domain."""

from collections.abc import Sequence
from dataclasses import dataclass

from psycopg2 import sql
from psycopg2.extensions import cursor as Cursor

from refill.config.partitions import partition_name
from refill.readers.skipping import TOTAL


@dataclass(frozen=True)
class Partition:
    """The table of a batch beside its parent, that of the domain, in the schema of raw tables.

    `functions` is the schema of refill's own functions.
    """

    schema: str
    functions: str
    domain: str
    batch_id: int

    @property
    def table(self) -> sql.Identifier:
        return sql.Identifier(self.schema, partition_name(self.domain, self.batch_id))

    @property
    def parent(self) -> sql.Identifier:
        return sql.Identifier(self.schema, self.domain)

    @property
    def sequence(self) -> sql.Identifier:
        return sql.Identifier(self.schema, f"_rows_{self.batch_id}")


def create(cursor: Cursor, partition: Partition, file: str, sheet: str) -> None:
    """Make the table. Batch, file and sheet are column defaults, which cost a COPY nothing."""
    batch = sql.Literal(partition.batch_id)
    cursor.execute(
        sql.SQL("create table {} (like {} including defaults, check (_batch_id = {}))").format(
            partition.table, partition.parent, batch
        )
    )
    cursor.execute(
        sql.SQL(
            "alter table {} alter column _batch_id set default {}, alter column _file set default {},"
            " alter column _sheet set default {}"
        ).format(partition.table, batch, sql.Literal(file), sql.Literal(sheet))
    )


def number_rows(cursor: Cursor, partition: Partition, first: int) -> None:
    """Let the server count the rows of a COPY, from `first` on."""
    cursor.execute(
        sql.SQL("create sequence {} start {} minvalue 1 cache 1000").format(partition.sequence, sql.Literal(first))
    )
    name = sql.Literal(partition.sequence.as_string(cursor))
    cursor.execute(
        sql.SQL("alter table {} alter column _row_number set default nextval({})").format(partition.table, name)
    )


def stop_numbering(cursor: Cursor, partition: Partition) -> None:
    """Take away the sequence of `number_rows`."""
    cursor.execute(sql.SQL("alter table {} alter column _row_number drop default").format(partition.table))
    cursor.execute(sql.SQL("drop sequence {}").format(partition.sequence))


def note_blank_rows(cursor: Cursor, partition: Partition, columns: list[str], note: str) -> int:
    """Write `note` on the rows in which every one of `columns` is null; return their number."""
    blank = sql.SQL(" and ").join(sql.SQL("{} is null").format(sql.Identifier(column)) for column in columns)
    cursor.execute(sql.SQL("update {} set _note = %s where ").format(partition.table) + blank, [note])
    return cursor.rowcount


def note_repeated_headers(cursor: Cursor, partition: Partition, header: dict[str, str], note: str) -> int:
    """Write `note` on the rows that hold `header`, column → cell, once more; return their number."""
    same = sql.SQL(" and ").join(
        sql.SQL("{} = {}").format(sql.Identifier(column), sql.Literal(cell)) for column, cell in header.items()
    )
    cursor.execute(sql.SQL("update {} set _note = %s where ").format(partition.table) + same, [note])
    return cursor.rowcount


def note_totals(
    cursor: Cursor, partition: Partition, column: str, letter: str, marks: str, texts: Sequence[str]
) -> int:
    """Note as total rows those whose `column` folds to one of `texts`, if nothing is noted yet; return their number.

    `letter` is the column in the file. Fold only the cells that hold one of `marks`.
    """
    statement = sql.SQL(
        "update {table} set _note = jsonb_build_object('status', 'skipped', 'reason', {reason}, 'column', {name},"
        " 'cell', {letter} || _row_number)"
        " where _note is null and translate({column}, {marks}, '') <> {column} and {fold}({column}) in ({texts})"
    ).format(
        table=partition.table,
        reason=sql.Literal(TOTAL),
        name=sql.Literal(column),
        letter=sql.Literal(letter),
        column=sql.Identifier(column),
        marks=sql.Literal(marks),
        fold=sql.Identifier(partition.functions, "fold"),
        texts=sql.SQL(", ").join(map(sql.Literal, texts)),
    )
    cursor.execute(statement)
    return cursor.rowcount


def attach(cursor: Cursor, partition: Partition) -> None:
    """Make the table a partition. Its check constraint proves that its rows belong, so none is read.

    Analyze it for the sake of staging, which selects by these two columns, and reads many rows otherwise than few.
    """
    cursor.execute(
        sql.SQL("alter table {} attach partition {} for values in ({})").format(
            partition.parent, partition.table, sql.Literal(partition.batch_id)
        )
    )
    cursor.execute(sql.SQL("analyze {} (_batch_id, _note)").format(partition.table))

"""The rows of one batch on their way into a part of its raw table: copied into a table of their own first."""

from collections.abc import Sequence
from dataclasses import dataclass

from psycopg2 import sql
from psycopg2.extensions import cursor as Cursor

from refill.config.parts import part_table
from refill.database.warehouse import Relation, Transaction
from refill.readers.skipping import DASHES, TOTAL

TEMPORARY = ("pg_temp", "refill_incoming")
COUNTER = ("pg_temp", "refill_incoming_rows")
MADE_FOR = "select obj_description(to_regclass(%s), 'pg_class')"
# Of columns that a row gets on its way into the part.
FILLED_LATER = ("_part", "_batch_id", "_file", "_sheet")


@dataclass(frozen=True)
class Incoming:
    """The table that a batch is copied into. `functions` is the schema of refill's own functions.

    `part`: the number of the part that it can become; None for the temporary table of small batches, which is emptied
    and used again, since making a table costs more than copying a few rows twice.
    """

    relation: Relation
    counter: Relation
    functions: str
    part: int | None

    @property
    def table(self) -> sql.Identifier:
        return sql.Identifier(*self.relation)


def for_small(work: Transaction, domain: str) -> Incoming:
    """Return the temporary table of the session, empty, made anew where another domain used it last."""
    incoming = Incoming(TEMPORARY, COUNTER, work.schemas.ledger, None)
    if work.value(MADE_FOR, [work.name(TEMPORARY)]) == domain:
        work.execute("truncate {table}", table=incoming.table)
        return incoming
    forget_small(work)
    work.execute(
        "create temporary table {table} (like {raw})",
        table=sql.Identifier(TEMPORARY[1]),
        raw=(work.schemas.raw, domain),
    )
    free = sql.SQL(", ").join(sql.SQL("alter column {} drop not null").format(sql.Identifier(c)) for c in FILLED_LATER)
    work.execute("alter table {table} {free}", table=incoming.table, free=free)
    work.execute("create temporary sequence {counter} minvalue 1 cache 1000", counter=sql.Identifier(COUNTER[1]))
    _count_rows_by(work.cursor, incoming)
    work.execute("comment on table {table} is {domain}", table=incoming.table, domain=domain)
    return incoming


def forget_small(work: Transaction) -> None:
    """Drop the temporary table of the session, if there is one: raw tables may have other columns since."""
    work.execute("set local client_min_messages = warning")
    work.execute("drop table if exists {table}", table=TEMPORARY)
    work.execute("drop sequence if exists {counter}", counter=COUNTER)


def for_large(work: Transaction, domain: str, part: int, batch_id: int, file: str, sheet: str) -> Incoming:
    """Return a new table beside the raw table. What all rows have in common is a column default: it costs nothing."""
    relation = (work.schemas.raw, part_table(domain, part))
    incoming = Incoming(relation, (work.schemas.raw, f"_rows_{part}"), work.schemas.ledger, part)
    work.execute(
        "create table {table} (like {raw} including defaults, check (_part = {part}))",
        table=incoming.table,
        raw=(work.schemas.raw, domain),
        part=part,
    )
    given = {"_part": part, "_batch_id": batch_id, "_file": file, "_sheet": sheet}
    defaults = sql.SQL(", ").join(
        sql.SQL("alter column {} set default {}").format(sql.Identifier(c), sql.Literal(v)) for c, v in given.items()
    )
    work.execute("alter table {table} {defaults}", table=incoming.table, defaults=defaults)
    return incoming


def number_rows(cursor: Cursor, incoming: Incoming, first: int) -> None:
    """Let the server count the rows of a COPY, from `first` on."""
    counter = sql.Identifier(*incoming.counter)
    if incoming.part is None:
        cursor.execute("select setval(%s, %s, false)", [counter.as_string(cursor), first])
        return
    cursor.execute(sql.SQL("create sequence {} start {} minvalue 1 cache 1000").format(counter, sql.Literal(first)))
    _count_rows_by(cursor, incoming)


def stop_numbering(cursor: Cursor, incoming: Incoming) -> None:
    """Take away the sequence of `number_rows`, where it is not used again."""
    if incoming.part is not None:
        cursor.execute(sql.SQL("alter table {} alter column _row_number drop default").format(incoming.table))
        cursor.execute(sql.SQL("drop sequence {}").format(sql.Identifier(*incoming.counter)))


def _count_rows_by(cursor: Cursor, incoming: Incoming) -> None:
    name = sql.Literal(sql.Identifier(*incoming.counter).as_string(cursor))
    cursor.execute(
        sql.SQL("alter table {} alter column _row_number set default nextval({})").format(incoming.table, name)
    )


def note_blank_rows(cursor: Cursor, incoming: Incoming, columns: list[str], note: str) -> int:
    """Write `note` on the rows in which every one of `columns` is null; return their number."""
    blank = sql.SQL(" and ").join(sql.SQL("{} is null").format(sql.Identifier(column)) for column in columns)
    cursor.execute(sql.SQL("update {} set _note = %s where ").format(incoming.table) + blank, [note])
    return cursor.rowcount


def note_repeated_headers(cursor: Cursor, incoming: Incoming, header: dict[str, str], note: str) -> int:
    """Write `note` on the rows that hold `header`, column → cell, once more; return their number."""
    same = sql.SQL(" and ").join(
        sql.SQL("{} = {}").format(sql.Identifier(column), sql.Literal(cell)) for column, cell in header.items()
    )
    cursor.execute(sql.SQL("update {} set _note = %s where ").format(incoming.table) + same, [note])
    return cursor.rowcount


def note_rules(cursor: Cursor, incoming: Incoming, columns: list[str], header: str, note: str) -> int:
    """Write `note` on the lines of dashes below rows that are noted as `header`; return their number."""
    cells = sql.SQL(", ").join(map(sql.Identifier, columns))
    cursor.execute(
        sql.SQL(
            "update {table} set _note = %s where _note is null and _row_number in"
            " (select _row_number + 1 from {table} where _note ->> 'reason' = %s)"
            " and concat({cells}) ~ %s"
            " and exists (select from unnest(array[{cells}]) as cell where length(trim(cell)) > 1)"
        ).format(table=incoming.table, cells=cells),
        [note, header, f"^{DASHES.pattern}$"],
    )
    return cursor.rowcount


def note_totals(cursor: Cursor, incoming: Incoming, column: str, letter: str, marks: str, texts: Sequence[str]) -> int:
    """Note as total rows those whose `column` folds to one of `texts`, if nothing is noted yet; return their number.

    `letter` is the column in the file. Fold only the cells that hold one of `marks`.
    """
    statement = sql.SQL(
        "update {table} set _note = jsonb_build_object('status', 'skipped', 'reason', {reason}, 'column', {name},"
        " 'cell', {letter} || _row_number)"
        " where _note is null and translate({column}, {marks}, '') <> {column} and {fold}({column}) in ({texts})"
    ).format(
        table=incoming.table,
        reason=sql.Literal(TOTAL),
        name=sql.Literal(column),
        letter=sql.Literal(letter),
        column=sql.Identifier(column),
        marks=sql.Literal(marks),
        fold=sql.Identifier(incoming.functions, "fold"),
        texts=sql.SQL(", ").join(map(sql.Literal, texts)),
    )
    cursor.execute(statement)
    return cursor.rowcount

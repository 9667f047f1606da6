"""The conditions on a table, and on its keys, before refill takes it over."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from psycopg2 import sql
from psycopg2.extras import Json

from refill.adopt import statements
from refill.adopt.found import FoundTable
from refill.config.models import ReferenceTable
from refill.config.own_columns import TRACKING
from refill.config.problems import listed, show
from refill.database.schema_changes import described_reference
from refill.database.schemas import Schemas
from refill.database.values import column_text
from refill.database.warehouse import Transaction

SHOWN = 10


class Change(NamedTuple):
    """A column's difference from the YAML, as the ledger's function `schema_changes` returns it."""

    change: str
    name: str
    held: str | None
    wanted: str | None
    problem: str | None


def is_adopted(found: FoundTable) -> bool:
    """Return True if the table is refill's already: its columns and the triggers of its audit log are there."""
    return all(column.name in found.columns for column in TRACKING) and list(found.triggers.values()) == [True] * 4


def changes(work: Transaction, table: ReferenceTable) -> list[Change]:
    """Return the columns that differ, but for those that refill keeps beside the YAML's."""
    columns = {name: column.type.sql for name, column in table.columns.items()}
    described = Json([{**described_reference(table), "columns": columns, "keys": [], "history": None}])
    return [Change(*row) for row in work.rows(statements.CHANGES, [work.schemas.target, described])]


def name_problems(table: ReferenceTable, found: FoundTable) -> Iterator[str]:
    """Return problems of columns and triggers whose names refill needs for its own."""
    place = f"Table {table.name}"
    for name in (column.name for column in TRACKING):
        if name in found.columns:
            yield f"{place} has a column {name}, the name of one that refill adds. Rename the column."
    for name, is_ours in found.triggers.items():
        if not is_ours:
            yield f"{place} has a trigger {name}, the name of one that refill adds. Rename the trigger."


def column_problems(table: ReferenceTable, found: FoundTable, differing: Sequence[Change]) -> Iterator[str]:
    """Return the reasons why refill cannot keep the columns of the table."""
    place = f"Table {table.name}"
    for key in table.keys:
        if key not in found.columns:
            yield f"{place} has no column {key}, which is its key in the YAML. It has: {listed(found.columns)}."
    for column in found.columns.values():
        if column.name in table.columns and column.is_computed:
            yield (
                f"{place}: the database computes column {column.name}, and refill could not write it. "
                "Drop its expression."
            )
        if column.name not in table.columns and column.in_primary_key and not column.is_given:
            yield (
                f"{place}: column {column.name} is in the primary key, has no default and is not in the YAML, "
                "so no row could be added. Give it a default, or name it in the YAML."
            )
    for change in differing:
        if change.change == "changed":
            yield (
                f"{place}: column {change.name} is {change.held} in the database and {change.wanted} in the YAML. "
                "Write what it is into the YAML, or change the column: "
                f"`alter table … alter column … type {change.wanted}`."
            )
        elif change.problem:
            yield change.problem


def folded(schemas: Schemas, table: ReferenceTable, name: str) -> sql.Composable:
    """Return a key column as refill keeps it; null where nothing is left of it."""
    text = column_text(table, name)
    return text.value(schemas.ledger, sql.Identifier(name)) if text.type.kind == "text" else sql.Identifier(name)


def pieces(schemas: Schemas, table: ReferenceTable) -> dict[str, sql.Composable]:
    """Return the table, its key as it is and as it is folded, and the condition that the two differ."""
    forms = [(sql.Identifier(key), folded(schemas, table, key)) for key in table.keys]
    return {
        "table": sql.Identifier(schemas.target, table.name),
        "plain": sql.SQL(", ").join(plain for plain, _ in forms),
        "folded": sql.SQL(", ").join(form for _, form in forms),
        "changed": sql.SQL(" or ").join(sql.SQL("{} is distinct from {}").format(*form) for form in forms),
    }


def key_problems(work: Transaction, table: ReferenceTable, folding: bool) -> Iterator[str]:
    """Return problems of keys: empty or doubled once folded; and not folded, unless `folding` is to fold them."""
    of_key = pieces(work.schemas, table)
    keys = " / ".join(table.keys)
    empty = work.value(statements.EMPTY_KEYS, **of_key)
    if empty:
        yield f"Table {table.name}: {_rows(empty)} without a key ({keys}). Give each one, or delete it."
    if doubled := work.rows(statements.DOUBLED_KEYS, **of_key):
        yield (
            f"Table {table.name}: {_keys(doubled[0][1])} there more than once when folded ({keys}): "
            f"{first(doubled)}. Keep one row of each."
        )
    unfolded = work.rows(statements.UNFOLDED_KEYS, **of_key)
    if unfolded and not folding:
        pairs = [(f"{show(plain)} → {show(form)}", count) for plain, form, count in unfolded]
        yield (
            f"Table {table.name}: {_keys(unfolded[0][2])} not folded ({keys}), and facts would not find them: "
            f"{first(pairs, quoted=False)}. `refill adopt {table.name} --fold` stores them folded."
        )


def value_problems(work: Transaction, table: ReferenceTable, found: FoundTable) -> Iterator[str]:
    """Return problems of values that the landing table, which is text, could not keep: an infinite date, 19 digits."""
    for name, column in table.columns.items():
        kind = column.type
        if name in found.columns and kind.kind not in ("text", "json"):
            text = sql.SQL("cast({} as text)").format(sql.Identifier(name))
            read = column_text(table, name).value(work.schemas.ledger, text)
            of_value = {**pieces(work.schemas, table), "column": sql.Identifier(name), "read": read}
            if bad := work.rows(statements.BAD_VALUES, **of_value):
                yield (
                    f"Table {table.name}: {bad[0][1]} values of {name} are no {kind} that refill can read, in the rows "
                    f"{first(bad)}. Correct them, or take the column out of the YAML."
                )


def first(found: Sequence[tuple[Any, ...]], quoted: bool = True) -> str:
    """Return the first of each row, up to ten; the last of a row says how many there are."""
    shown = ", ".join(show(row[0]) if quoted else row[0] for row in found[:SHOWN])
    return shown if found[0][-1] <= SHOWN else f"{shown}, …"


def _rows(count: int) -> str:
    return "1 row stands" if count == 1 else f"{count:,} rows stand"


def _keys(count: int) -> str:
    return "1 key is" if count == 1 else f"{count:,} keys are"

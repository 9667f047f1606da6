"""Adopting one table, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import psycopg2.errors
from psycopg2 import sql

from refill.adopt import checks, statements
from refill.adopt.found import FoundTable, find
from refill.adopt.parents import add_foreign_keys
from refill.config.models import ReferenceTable
from refill.config.own_columns import TRACKING
from refill.config.problems import unknown
from refill.config.types import sql_type
from refill.database.warehouse import Transaction, Warehouse
from refill.errors import Refused, UsageError

CAUSE = "adoption"
LOCK_SECONDS = 10


@dataclass
class Adopted:
    """The effects of adopting a table. `key`: kept, or added as named; `foreign_keys`: those added, `waiting`: those
    that come with their parents; the rest are columns, by their change.
    """

    table: str
    status: Literal["adopted", "already"] = "adopted"
    rows: int = 0
    key: str = "kept"
    folded: int = 0
    added: list[str] = field(default_factory=list)
    widened: list[str] = field(default_factory=list)
    freed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    foreign_keys: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)


def adopt(warehouse: Warehouse, name: str, *, folding: bool = False) -> Adopted:
    """Take the table over and commit. The caller holds the run's lock. `folding` stores keys folded that are not.

    Raise UsageError for a table that the YAML does not have, and Refused, with every reason and nothing changed, where
    refill cannot keep the table or its rows.
    """
    if name not in warehouse.config.tables:
        raise UsageError(unknown("reference table", name, warehouse.config.tables))
    table = warehouse.config.tables[name]
    outcome = Adopted(name)
    try:
        with warehouse.transaction() as work:
            _settle(work)
            found = find(work, table)
            if checks.is_adopted(found):
                outcome.status = "already"
                return outcome
            differing = checks.changes(work, table)
            _refuse([*checks.name_problems(table, found), *checks.column_problems(table, found, differing)])
            _refuse([*checks.key_problems(work, table, folding)])
            if table.synced:
                _refuse([*checks.value_problems(work, table, found)])
            _alter(work, table, found, differing, outcome)
            _open_audit(work, table)
            if folding:
                outcome.folded = _fold(work, table)
            add_foreign_keys(work, table, outcome.foreign_keys, outcome.waiting)
            outcome.rows = _land(work, table)
    except psycopg2.errors.LockNotAvailable:
        raise Refused(f"Table {name} is in use by other sessions. Run this again when they have ended.") from None
    return outcome


def _settle(work: Transaction) -> None:
    """Set the terms of this transaction: dates as texts, the cause that its audit entries name."""
    work.execute("select set_config('lock_timeout', %s, true)", [f"{LOCK_SECONDS}s"])
    work.execute("select set_config('datestyle', 'ISO, YMD', true), set_config('refill.cause', %s, true)", [CAUSE])


def _refuse(problems: Sequence[str]) -> None:
    if problems:
        raise Refused(" ".join(problems))


def _alter(
    work: Transaction,
    table: ReferenceTable,
    found: FoundTable,
    differing: Sequence[checks.Change],
    outcome: Adopted,
) -> None:
    """Bring the columns to the YAML, add refill's own, and make the key unique."""
    actions: list[sql.Composable] = []

    def act(action: str, **names: sql.Composable) -> None:
        actions.append(sql.SQL(action).format(**names))

    for change in differing:
        column = sql.Identifier(change.name)
        kind = sql.SQL(table.columns[change.name].type.sql if change.name in table.columns else "")
        if change.change == "added":
            act("add column {column} {kind}", column=column, kind=kind)
            outcome.added.append(change.name)
        elif change.change == "widened":
            act("alter column {column} type {kind}", column=column, kind=kind)
            outcome.widened.append(f"{change.name} from {change.held} to {change.wanted}")
        else:
            outcome.kept.append(f"{change.name} ({change.held})")
    for name in _to_free(table, found, differing):
        act("alter column {column} drop not null", column=sql.Identifier(name))
        outcome.freed.append(name)
    for key in table.keys:
        act("alter column {column} set not null", column=sql.Identifier(key))
    for own in TRACKING:
        default = f" not null default {own.adopted}" if own.required else ""
        act("add column {column} {kind}", column=sql.Identifier(own.name), kind=sql.SQL(sql_type(own.kind) + default))
    if not found.has_primary_key or not found.is_unique(table.keys):
        outcome.key = "unique constraint" if found.has_primary_key else "primary key"
        what = sql.SQL("unique" if found.has_primary_key else "primary key")
        act("add {what} ({keys})", what=what, keys=sql.SQL(", ").join(map(sql.Identifier, table.keys)))
    work.execute(
        "alter table {table} {actions}", table=work.warehouse.table(table), actions=sql.SQL(", ").join(actions)
    )


def _to_free(table: ReferenceTable, found: FoundTable, differing: Sequence[checks.Change]) -> list[str]:
    """Return the columns that may be empty from now on: a derived row has no value for them."""
    without_value = {change.name for change in differing if change.change == "freed"}
    return [
        column.name
        for column in found.columns.values()
        if column.required
        and not column.in_primary_key
        and (column.name in without_value or (column.name in table.columns and column.name not in table.keys))
    ]


def _open_audit(work: Transaction, table: ReferenceTable) -> None:
    """Let the audit log have the rows as they are found, and every change of them from here on."""
    arguments: list[Any] = [work.name(work.warehouse.table(table)), list(table.keys)]
    work.execute("select {catch_up_audit}(%s::regclass, %s, %s)", [*arguments, CAUSE])
    work.execute("select {keep_audit}(%s::regclass, %s)", arguments)


def _fold(work: Transaction, table: ReferenceTable) -> int:
    """Store the keys folded. The audit log has them as they were."""
    pieces = checks.pieces(work.schemas, table)
    assignments = [
        sql.SQL("{} = {}").format(sql.Identifier(key), checks.folded(work.schemas, table, key)) for key in table.keys
    ]
    pieces["folded"] = sql.SQL(", ").join(assignments)
    try:
        count = work.execute(statements.FOLD, **pieces)
        work.execute("set constraints all immediate")  # references to the old keys raise here, not later
    except psycopg2.errors.ForeignKeyViolation as error:
        raise Refused(
            f"Table {table.name}: a key that is not folded is used by the foreign key {error.diag.constraint_name} of "
            f"table {error.diag.table_name}. Give that key `on update cascade`, or fold both sides by hand."
        ) from None
    return count


def _land(work: Transaction, table: ReferenceTable) -> int:
    """Put the rows into the landing table of the last source that is synced, so that the guards of its next sync
    compare it with them. Sources before it may have some rows or columns only. Return how many rows there are.
    """
    place = work.warehouse.table(table)
    names = sql.SQL(", ").join(map(sql.Identifier, table.columns))
    texts = [sql.SQL("coalesce(cast({} as text), '')").format(sql.Identifier(name)) for name in table.columns]
    for source in table.synced:
        landing = (work.schemas.landing, table.landing(source))
        work.execute("delete from {landing}", landing=landing)
        if source is not table.synced[-1]:
            continue
        insert = "insert into {landing} ({names}) select {texts} from {place}"
        work.execute(insert, landing=landing, names=names, texts=sql.SQL(", ").join(texts), place=place)
    work.execute("delete from {syncs} where table_name = %s", [table.name])
    return int(work.value("select count(*) from {place}", place=place))

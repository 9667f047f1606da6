"""Strong locks, taken only for a moment: while a session waits for one, every later reader waits behind it."""

import time
from collections.abc import Callable, Sequence
from typing import TypeVar

import psycopg2
from psycopg2 import sql

from refill.database.warehouse import Relation, Transaction, Warehouse

WAIT = "400ms"
"""A reader that comes meanwhile waits as long."""
PAUSE_SECONDS = 0.6
"""Readers that have waited go on in between."""
HOLDERS = """
select coalesce(string_agg(
    format('backend %%s (%%s, since %%s)', a.pid, a.usename, to_char(a.xact_start, 'HH24:MI:SS')),
    ', ' order by a.xact_start
), 'another session')
from (
    select distinct l.pid from pg_locks as l
    where l.relation = to_regclass(%s) and l.granted and l.pid <> pg_backend_pid()
) as held
inner join pg_stat_activity as a on a.pid = held.pid
"""

Result = TypeVar("Result")


class InUse(Exception):
    """Other sessions read or write a table, and have not stopped; the text says which."""


def with_short_locks(
    warehouse: Warehouse, relation: Relation, seconds: float, work: Callable[[Transaction], Result]
) -> Result:
    """Do the work in a transaction of its own that takes strong locks on a relation; again where it cannot have them.

    Raise InUse, with nothing done, where it had none for so many `seconds`.
    """
    deadline = time.monotonic() + seconds
    while True:
        try:
            with warehouse.transaction() as transaction:
                transaction.execute("select set_config('lock_timeout', %s, true)", [WAIT])
                done = work(transaction)
                transaction.execute("select set_config('lock_timeout', '0', true)")  # where a rehearsal goes on
                return done
        except psycopg2.errors.LockNotAvailable as error:
            if time.monotonic() >= deadline:
                name = ".".join(f'"{part}"' for part in relation)
                holders = warehouse.value(HOLDERS, [name])
                raise InUse(f"{'.'.join(relation)} is in use by {holders}") from error
            time.sleep(PAUSE_SECONDS)


def wait_for_lock(work: Transaction, relations: Sequence[Relation], seconds: float) -> None:
    """Lock the relations against everyone, within a transaction that has worked for long already.

    Raise InUse where other sessions use them for so many `seconds`.
    """
    deadline = time.monotonic() + seconds
    tables = sql.SQL(", ").join(sql.Identifier(*relation) for relation in relations)
    work.execute("select set_config('lock_timeout', %s, true)", [WAIT])
    while True:
        work.execute("savepoint before_lock")
        try:
            work.execute("lock table {tables} in access exclusive mode", tables=tables)
        except psycopg2.errors.LockNotAvailable as error:
            work.execute("rollback to savepoint before_lock")
            if time.monotonic() >= deadline:
                raise InUse(f"{', '.join('.'.join(relation) for relation in relations)}: in use by others") from error
            time.sleep(PAUSE_SECONDS)
        else:
            break
    work.execute("select set_config('lock_timeout', '0', true)")

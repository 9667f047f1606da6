"""A connection on which a run can be rehearsed: every user of it commits as usual, and at the end nothing stays.

All of it is one transaction. Where `commit()` or `rollback()` of the connection or the statement `COMMIT` would end it,
they end a savepoint instead; the next statement begins another. So committed rows can be read, and rolled back rows are
gone, as on any connection. There is one savepoint at a time, shared by all users of the connection: transactions must
come one after the other.

Nothing can commit the whole, not even a statement such as `insert …; commit`: a deferred trigger prevents it.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, cast

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import TRANSACTION_STATUS_IDLE, TRANSACTION_STATUS_INERROR
from psycopg2.extensions import connection as Connection
from psycopg2.extensions import cursor as Cursor

from refill.database.connection import connect
from refill.database.target import Target

SAVEPOINT = "refill_rehearsal"
GUARD = """
create function pg_temp.refuse_commit() returns trigger language plpgsql
as $$ begin raise exception 'This is a rehearsal: nothing of it is committed.'; end $$;
create temporary table never_committed (n integer);
create constraint trigger refuse_commit after insert on pg_temp.never_committed
deferrable initially deferred for each row execute function pg_temp.refuse_commit();
insert into pg_temp.never_committed values (1)
"""
ADVICE = "Look for COMMIT and ROLLBACK in hooks and models of your own: a rehearsal cannot follow them."
BLANK = r"\s|/\*(?:[^*]|\*(?!/))*\*/|--[^\n]*(?:\n|$)"
TRANSACTION = re.compile(
    rf"(?:{BLANK})*(begin|start|commit|end|rollback|abort)(?:\s+(?:work|transaction))?(?:\s+and\s+(?:no\s+)?chain)?(?:;|{BLANK})*",
    re.IGNORECASE,
)
"""A whole statement that begins or ends a transaction, between comments such as dbt's."""
LEAVING = re.compile(
    rf";(?:{BLANK})*(?:rollback|abort)(?:\s+(?:work|transaction))?(?:\s+and\s+(?:no\s+)?chain)?(?:{BLANK})*;",
    re.IGNORECASE,
)
"""A rollback between other statements: those behind it would be committed one by one."""


class RehearsalCursor(Cursor):
    """A cursor whose statements work in the savepoint of its connection, a Rehearsal."""

    def execute(self, query: Any, vars: Any = None) -> None:  # noqa: A002  # psycopg2's own name
        """Execute as psycopg2 does; a statement that begins or ends a transaction ends the savepoint, if any."""
        word = TRANSACTION.fullmatch(query) if isinstance(query, str) else None
        rehearsal = self._rehearsal
        if word is None:
            if isinstance(query, str) and LEAVING.search(query):
                raise psycopg2.InterfaceError(f"ROLLBACK stands between other statements. {ADVICE}")
            rehearsal.step()
            super().execute(query, vars)
        elif word[1].lower() in ("commit", "end"):
            rehearsal.commit()
        elif word[1].lower() in ("rollback", "abort"):
            rehearsal.rollback()

    def copy_expert(self, sql: Any, file: Any, size: int = 8192) -> None:
        """Copy as psycopg2 does, in the savepoint."""
        self._rehearsal.step()
        super().copy_expert(sql, file, size)

    @property
    def _rehearsal(self) -> "Rehearsal":
        return cast(Rehearsal, self.connection)


class Rehearsal(Connection):
    """One transaction, used as if it were a connection; `end` rolls it back and closes the session."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.cursor_factory = RehearsalCursor
        self._begun = False
        self._in_step = False
        self._guarded = False

    def step(self) -> None:
        """Begin a savepoint where none is open. Raise InterfaceError where a statement has ended the transaction."""
        if self._begun and self.info.transaction_status == TRANSACTION_STATUS_IDLE:
            raise psycopg2.InterfaceError(
                f"A statement has ended the transaction of the rehearsal, and nothing of it stays. {ADVICE}"
            )
        if not self._in_step:
            self._begun = True
            self._send(f"savepoint {SAVEPOINT}")
            self._in_step = True

    def commit(self) -> None:
        """Keep the work of the savepoint, up to the end of the rehearsal.

        As long as nothing at all has been written, begin the transaction anew, so that it holds no lock on anything.
        """
        if self.info.transaction_status == TRANSACTION_STATUS_INERROR:
            self.rollback()  # as COMMIT does in a transaction that has failed
        if not self._in_step:
            return
        self._send(f"release savepoint {SAVEPOINT}")
        self._in_step = False
        if self._guarded:
            return
        if self._has_written():
            self._send(GUARD)
            self._guarded = True
        else:
            super().rollback()
            self._begun = False

    def rollback(self) -> None:
        """Take back the work of the savepoint."""
        if self._in_step:
            self._in_step = False
            self._send(f"rollback to savepoint {SAVEPOINT}; release savepoint {SAVEPOINT}")

    def close(self) -> None:
        """Take back the work of the savepoint, as closing does; the session goes on for its other users."""
        if not self.closed:
            self.rollback()

    def end(self) -> None:
        """Roll everything back and close the session."""
        with suppress(psycopg2.OperationalError, psycopg2.InterfaceError):  # the session is gone, and all with it
            super().rollback()
        super().close()

    def get_backend_pid(self) -> int:
        """Stop the statement at work instead, and say that the connection is closed.

        dbt asks for this number when it is interrupted, to end the backend of each model: here that is its own.
        """
        self.cancel()
        raise psycopg2.InterfaceError("connection already closed")

    def speak_as(self, role: str | None, search_path: str | None) -> None:
        """Set what a profile of dbt sets on each of its connections; for None, the session's first values."""
        with self, self.cursor() as cursor:
            if role:
                cursor.execute(sql.SQL("set role {}").format(sql.Identifier(role)))
            else:
                cursor.execute("reset role")
            if search_path:
                cursor.execute("select set_config('search_path', %s, false)", [search_path])
            else:
                cursor.execute("reset search_path")

    def _has_written(self) -> bool:
        with Cursor(self) as cursor:
            cursor.execute("select pg_current_xact_id_if_assigned() is not null")
            return bool((cursor.fetchone() or (True,))[0])

    def _send(self, statement: str) -> None:
        with Cursor(self) as cursor:
            cursor.execute(statement)


def rehearsal(target: Target) -> Rehearsal:
    """Open a new session to rehearse in. Raise RefillError where the database does not answer."""
    connection = connect(target, Rehearsal)
    if not isinstance(connection, Rehearsal):
        raise TypeError(f"a connection of {type(connection)}: nothing of it would be rolled back")
    return connection


@contextmanager
def dbt_works_in(connection: Rehearsal) -> Iterator[None]:
    """Let dbt of this process get this connection wherever it would open one of its own, while the block runs.

    It must work with one thread. `PostgresConnectionManager.open` is all of dbt that is replaced.
    """
    from dbt.adapters.contracts.connection import ConnectionState
    from dbt.adapters.exceptions.connection import FailedToConnectError
    from dbt.adapters.postgres.connections import PostgresConnectionManager

    opening = "open"
    opens = PostgresConnectionManager.__dict__[opening]
    set_by_profile = []

    def open_shared(_: type, asked: Any) -> Any:
        if asked.credentials.autocommit:
            raise FailedToConnectError("a plan needs transactions. Take `autocommit` out of profiles.yml")
        settings = (asked.credentials.role, asked.credentials.search_path)
        if any(settings):
            connection.speak_as(*settings)
            set_by_profile.append(settings)
        asked.handle = connection
        asked.state = ConnectionState.OPEN
        return asked

    setattr(PostgresConnectionManager, opening, classmethod(open_shared))
    try:
        yield
    finally:
        setattr(PostgresConnectionManager, opening, opens)
        if set_by_profile and not connection.closed:
            connection.speak_as(None, None)

"""A rehearsal commits and rolls back like any connection, and at its end nothing has happened."""

from collections.abc import Iterator
from contextlib import suppress
from types import SimpleNamespace
from typing import Any

import psycopg2
import pytest
from psycopg2.extensions import connection as Connection

from refill.database.rehearsal import Rehearsal, dbt_works_in

from ..support.servers import Server, only_on

pytestmark = only_on("server")  # this is not the database's business


def rows(connection: Connection, statement: str) -> list[tuple[Any, ...]]:
    """The rows of a query, in a transaction of its own."""
    with connection, connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


@pytest.fixture
def other(database: Server) -> Iterator[Connection]:
    """Yield a session of another user, which sees committed rows only."""
    connection = database.connect()
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("create table notes (note text)")
    yield connection
    connection.close()


@pytest.fixture
def rehearsal(database: Server, other: Connection) -> Iterator[Rehearsal]:
    connection = psycopg2.connect(connection_factory=Rehearsal, **database.parameters)
    yield connection
    connection.end()


def note(connection: Connection, text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("insert into notes values (%s)", [text])


def fail_after_a_note(connection: Connection) -> None:
    with connection:
        note(connection, "lost")
        raise ZeroDivisionError


def notes(connection: Connection) -> list[str]:
    return [text for (text,) in rows(connection, "select note from notes order by 1")]


def test_what_is_committed_is_there_until_the_end_and_what_is_rolled_back_is_not(
    rehearsal: Rehearsal, other: Connection
) -> None:
    with rehearsal:
        note(rehearsal, "kept")
    with pytest.raises(ZeroDivisionError):
        fail_after_a_note(rehearsal)
    note(rehearsal, "lost too")
    rehearsal.rollback()
    note(rehearsal, "lost as well")
    rehearsal.close()
    with pytest.raises(psycopg2.errors.DivisionByZero), rehearsal, rehearsal.cursor() as cursor:
        cursor.execute("insert into notes values ('lost in the end'); select 1 / 0")
    assert (notes(rehearsal), notes(other)) == (["kept"], [])
    rehearsal.end()
    assert notes(other) == []


def test_statements_end_a_savepoint_as_dbt_sends_them(rehearsal: Rehearsal, other: Connection) -> None:
    with rehearsal.cursor() as cursor:
        cursor.execute("BEGIN")
        note(rehearsal, "a")
        cursor.execute("COMMIT")
        note(rehearsal, "b")
        cursor.execute('/* {"app": "dbt"} */\n  rollback;  ')
        note(rehearsal, "c")
        cursor.execute("-- a hook\n commit;\n")
        cursor.execute("create temporary table mine on commit drop as select note from notes")
        cursor.execute("commit")
        cursor.execute("select note from pg_temp.mine order by 1")
        assert cursor.fetchall() == [("a",), ("c",)]
    assert notes(other) == []


@pytest.mark.parametrize(
    ("smuggled", "said"),
    [
        ("insert into notes values ('x'); commit", "This is a rehearsal: nothing of it is committed."),
        ("select 1; /* now */ rollback work; insert into notes values ('x')", "ROLLBACK stands between other"),
        ("do 'begin rollback; end'", "invalid transaction termination"),
    ],
)
def test_a_statement_that_would_end_the_whole_is_refused(
    rehearsal: Rehearsal, other: Connection, smuggled: str, said: str
) -> None:
    with rehearsal:
        note(rehearsal, "kept")
    with pytest.raises(psycopg2.Error, match=said), rehearsal.cursor() as cursor:
        cursor.execute(smuggled)
    rehearsal.end()
    assert notes(other) == []


@pytest.mark.parametrize(
    "smuggled", ["insert into notes values ('x'); commit", "insert into notes values ('x'); abort"]
)
def test_after_such_a_statement_nothing_works_any_more(rehearsal: Rehearsal, other: Connection, smuggled: str) -> None:
    with rehearsal:
        note(rehearsal, "kept")
    with rehearsal.cursor() as cursor, suppress(psycopg2.errors.RaiseException):
        cursor.execute(smuggled)
    with pytest.raises(psycopg2.InterfaceError, match="Look for COMMIT and ROLLBACK in hooks"):
        note(rehearsal, "for good")
    rehearsal.end()
    assert notes(other) == []


def test_as_long_as_nothing_is_written_no_lock_is_held(rehearsal: Rehearsal, other: Connection) -> None:
    def held() -> bool:
        return not rows(other, "select pg_try_advisory_xact_lock(7)")[0][0]

    with rehearsal, rehearsal.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(7)")
        assert held()
    assert not held()
    with rehearsal, rehearsal.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(7)")
        note(rehearsal, "written")
    assert held()
    rehearsal.end()
    assert not held()


def test_the_role_of_a_profile_is_taken_and_given_back(rehearsal: Rehearsal) -> None:
    with rehearsal:
        note(rehearsal, "kept")
    before = rows(rehearsal, "select current_user, current_setting('search_path')")
    rehearsal.speak_as("pg_monitor", "pg_catalog")
    assert rows(rehearsal, "select current_user, current_setting('search_path')") == [("pg_monitor", "pg_catalog")]
    rehearsal.speak_as(None, None)
    assert rows(rehearsal, "select current_user, current_setting('search_path')") == before


def test_dbt_gets_the_rehearsal_while_it_works_and_its_own_connections_again_afterwards(rehearsal: Rehearsal) -> None:
    from dbt.adapters.exceptions.connection import FailedToConnectError
    from dbt.adapters.postgres.connections import PostgresConnectionManager

    def asked(**settings: object) -> SimpleNamespace:
        credentials = {"autocommit": False, "role": None, "search_path": None, **settings}
        return SimpleNamespace(credentials=SimpleNamespace(**credentials), handle=None, state="init")

    opens = PostgresConnectionManager.__dict__["open"]
    with rehearsal:
        note(rehearsal, "kept")
    with dbt_works_in(rehearsal):
        opened = PostgresConnectionManager.open(asked(role="pg_monitor"))
        assert (opened.handle, opened.state) == (rehearsal, "open")
        assert rows(rehearsal, "select current_user") == [("pg_monitor",)]
        with pytest.raises(FailedToConnectError, match="Take `autocommit` out"):
            PostgresConnectionManager.open(asked(autocommit=True))
    assert PostgresConnectionManager.__dict__["open"] is opens
    assert rows(rehearsal, "select current_user = session_user") == [(True,)]


def test_an_interrupt_of_dbt_stops_the_statement_and_leaves_the_session(rehearsal: Rehearsal) -> None:
    with pytest.raises(psycopg2.InterfaceError, match="already closed"):
        rehearsal.get_backend_pid()
    assert notes(rehearsal) == []

"""refill's own tables: made, upgraded in one transaction, and left alone where a newer refill made them."""

from pathlib import Path

import psycopg2
import pytest
from psycopg2.extensions import connection as Connection

from refill.database import ledger
from refill.database.ledger import VERSION, ensure_ledger
from refill.database.schemas import Schemas
from refill.errors import Refused

from ..support.servers import Server, only_on

pytestmark = only_on("server")

SCHEMAS = Schemas("shop")
FIRST_VERSION = Path(__file__).with_name("ledger_version_1.sql").read_text(encoding="utf-8")
SHAPE = """
select c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull
from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'shop_ledger' and a.attnum > 0 and not a.attisdropped
order by 1, 2
"""


@pytest.fixture
def connection(database: Server) -> Connection:
    connection = database.connect()
    with connection, connection.cursor() as cursor:
        cursor.execute("create schema shop_ledger")
    return connection


def ensure(connection: Connection) -> list[tuple[object, ...]]:
    """The shape of the tables after `ensure_ledger`."""
    with connection, connection.cursor() as cursor:
        ensure_ledger(cursor, SCHEMAS)
        cursor.execute(SHAPE)
        return cursor.fetchall()


def test_the_first_version_is_upgraded_to_what_a_new_ledger_is_and_keeps_its_rows(connection: Connection) -> None:
    wanted = ensure(connection)
    with connection, connection.cursor() as cursor:
        cursor.execute("drop schema shop_ledger cascade; create schema shop_ledger")
        cursor.execute(FIRST_VERSION)
    assert ensure(connection) == wanted
    with connection.cursor() as cursor:
        cursor.execute("select batch_id, file, undone_at from shop_ledger.batches")
        assert cursor.fetchall() == [(1, "sales.csv", None)]
        cursor.execute("select version from shop_ledger.version")
        assert cursor.fetchall() == [(VERSION,)]
    assert ensure(connection) == wanted


def test_an_upgrade_that_fails_leaves_everything_as_it_was(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    with connection, connection.cursor() as cursor:
        cursor.execute(FIRST_VERSION)
        cursor.execute(SHAPE)
        before = cursor.fetchall()
    whole = ledger._text
    monkeypatch.setattr(ledger, "_text", lambda name: whole(name) + ("select 1/0" if name == "functions.sql" else ""))
    with pytest.raises(psycopg2.errors.DivisionByZero):
        ensure(connection)
    with connection.cursor() as cursor:
        cursor.execute(SHAPE)
        assert cursor.fetchall() == before
        cursor.execute("select version from shop_ledger.version")
        assert cursor.fetchall() == [(1,)]


def test_a_newer_version_is_refused_and_left_alone(connection: Connection) -> None:
    ensure(connection)
    with connection, connection.cursor() as cursor:
        cursor.execute("update shop_ledger.version set version = %s", [VERSION + 1])
    with pytest.raises(Refused) as refusal:
        ensure(connection)
    assert str(refusal.value) == (
        f"The tables in schema shop_ledger are of version {VERSION + 1}; this refill knows up to {VERSION}. "
        "Use the refill that made them, or a newer one."
    )

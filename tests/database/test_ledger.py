"""refill's own tables: made, upgraded in one transaction, and left alone where a newer refill made them."""

import re
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


# What version 4 called otherwise: one digest of all functions, what judges rows, and a review as json.
VERSION_4 = """
update version set version = 4;
alter table version alter column functions type text using 'digest of the functions of then';
drop type review cascade;
alter table quarantine_inputs rename to judged;
alter table judged rename column inputs to rests_on;
alter index quarantine_inputs_pkey rename to judged_pkey;
insert into judged values ('sales', 'an invocation', '1 2 x', true);
alter function quarantine_inputs(text[], text) rename to judged_by;
alter function decisions_in_force(text) rename to rulings;
create function open_review(text, jsonb, bigint) returns jsonb language sql return jsonb '{}';
create function decide(jsonb, text, jsonb, jsonb, text, text) returns bigint language sql return 1;
create function put_row(jsonb, jsonb) returns void language sql as '';
create function open_image(jsonb) returns jsonb language sql return jsonb '{}';
create function refuse_sourced(jsonb) returns void language sql as '';
create function source_has_spoken(jsonb) returns boolean language sql return true;
create function referring_facts(jsonb) returns setof jsonb language sql as 'select jsonb ''{}''';
create function delivered_under(jsonb, jsonb) returns text language sql return '';
create function point_back(jsonb, boolean) returns void language sql as '';
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
    monkeypatch.setattr(ledger, "_text", lambda name: whole(name) + ("select 1/0" if name == "verdicts" else ""))
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


def functions(connection: Connection) -> dict[str, str]:
    """The transaction that made each function and view of the ledger, by what it is called."""
    with connection, connection.cursor() as cursor:
        cursor.execute(
            "select cast(oid as regprocedure)::text, xmin::text from pg_proc"
            " where pronamespace = 'shop_ledger'::regnamespace"
            " union all select relname, xmin::text from pg_class"
            " where relnamespace = 'shop_ledger'::regnamespace and relkind = 'v'"
        )
        return dict(cursor.fetchall())


def test_only_files_that_have_changed_and_those_that_rest_on_them_are_executed_again(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    ensure(connection)
    made = functions(connection)
    ensure(connection)
    assert functions(connection) == made
    whole = ledger._text
    monkeypatch.setattr(ledger, "_text", lambda name: whole(name) + ("-- another\n" if name == "decisions" else ""))
    ensure(connection)
    again = {name for name, transaction in functions(connection).items() if transaction != made[name]}
    files = ("decisions", "reviews", "set_aside", "merges", "verdicts")
    assert {name.partition("(")[0].partition(".")[2] for name in again} == {
        name for file in files for name in re.findall(r"create or replace function \{ledger\}\.(\w+)", whole(file))
    }


def test_a_review_of_other_fields_is_made_anew_and_whoever_may_decide_still_may(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    ensure(connection)
    with connection, connection.cursor() as cursor:
        cursor.execute("grant execute on all functions in schema shop_ledger to pg_monitor")
    before = functions(connection)
    whole = ledger._text
    changed = lambda name: whole(name).replace("    held jsonb,", "    held jsonb, more text,")  # noqa: E731
    monkeypatch.setattr(ledger, "_text", changed)
    assert ("review", "more", "text", False) in ensure(connection)
    assert functions(connection).keys() == before.keys()
    with connection.cursor() as cursor:
        cursor.execute(
            "select bool_and(has_function_privilege('pg_monitor', oid, 'execute')) from pg_proc"
            " where pronamespace = 'shop_ledger'::regnamespace"
            " and proname in ('approve', 'reject', 'merge_key', 'reopen')"
        )
        assert cursor.fetchall() == [(True,)]


def test_the_functions_of_version_4_make_room(connection: Connection) -> None:
    ensure(connection)
    wanted = functions(connection).keys()
    with connection, connection.cursor() as cursor:
        cursor.execute("set local search_path = shop_ledger")
        cursor.execute(VERSION_4)
    assert functions(connection).keys() != wanted
    ensure(connection)
    assert functions(connection).keys() == wanted
    with connection.cursor() as cursor:
        cursor.execute("select domain, inputs, is_settled from shop_ledger.quarantine_inputs")
        assert cursor.fetchall() == [("sales", "1 2 x", True)]

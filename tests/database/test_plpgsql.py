"""plpgsql_check finds nothing in the ledger's functions: no unknown column, no wrong type, no variable without a use.

Not asked for: warnings of the kind `security`, which count what another function has quoted as unsafe.
"""

import os

import psycopg2
import pytest
from psycopg2.extensions import connection as Connection

from refill.config.load import load_config
from refill.database.ddl import prepare
from refill.database.schemas import Schemas
from refill.database.warehouse import Warehouse

from ..support.servers import REPOSITORY, Server, only_on

pytestmark = [only_on("server"), pytest.mark.fast]

SCHEMAS = Schemas("warehouse")
TRIGGERS = {
    "audit_changes": ("warehouse.plans", "new_rows", "old_rows"),
    "audit_guard": ("warehouse_ledger.audit", None, None),
    "decisions_guard": ("warehouse_ledger.decisions", None, None),
}
"""The functions of triggers: a table that has them, and what they call its new and old rows."""
EXCLUDED = {
    # marked so, a plan could raise what its query never comes to
    ("refuse", "routine is marked as VOLATILE, should be IMMUTABLE"),
}
FUNCTIONS = """
select f.oid, f.proname, f.prorettype = 'trigger'::regtype
from pg_proc as f
join pg_language as l on l.oid = f.prolang
where f.pronamespace = 'warehouse_ledger'::regnamespace and l.lanname = 'plpgsql'
order by 2
"""
CHECK = """
select message, level, lineno, detail, context
from plpgsql_check_function_tb(
    %s::regprocedure, relid => %s::regclass, newtable => %s, oldtable => %s,
    other_warnings => true, extra_warnings => true, performance_warnings => true
)
"""


@pytest.fixture
def connection(database: Server) -> Connection:
    connection = database.connect()
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute("create extension plpgsql_check")
    except psycopg2.Error as error:
        reason = f"install plpgsql_check, on Debian postgresql-15-plpgsql-check: {' '.join(str(error).split())}"
        pytest.fail(reason) if os.environ.get("REFILL_REQUIRE_SERVERS") else pytest.skip(reason)
    prepare(Warehouse(connection, SCHEMAS, load_config(REPOSITORY / "config")))
    with connection, connection.cursor() as cursor:
        cursor.execute("create table warehouse.plans (plan text primary key)")
    return connection


def test_plpgsql_check_finds_nothing_in_any_function(connection: Connection) -> None:
    found = []
    with connection.cursor() as cursor:
        cursor.execute(FUNCTIONS)
        functions = cursor.fetchall()
        assert {name for _, name, is_trigger in functions if is_trigger} == TRIGGERS.keys()
        for function, name, _ in functions:
            relation, new_rows, old_rows = TRIGGERS.get(name, ("0", None, None))
            cursor.execute(CHECK, [function, relation, new_rows, old_rows])
            found += [(name, *line) for line in cursor.fetchall() if (name, line[0]) not in EXCLUDED]
    assert found == []
    assert len(functions) > 20

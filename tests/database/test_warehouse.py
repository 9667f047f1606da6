"""Statements of the rooms on a warehouse: names of the ledger, relations, values, and transactions."""

from collections.abc import Iterator

import psycopg2
import pytest
from psycopg2 import sql

from refill.config.models import Config
from refill.database.ddl import prepare
from refill.database.schemas import Schemas
from refill.database.warehouse import Warehouse

from ..support.servers import Server, only_on

pytestmark = [only_on("server"), pytest.mark.fast]


@pytest.fixture
def warehouse(database: Server) -> Iterator[Warehouse]:
    warehouse = Warehouse(database.connect(), Schemas("shop"), Config(domains={}, tables={}))
    prepare(warehouse)
    with warehouse.transaction() as work:
        work.execute("create table {notes} (note text)", notes=("shop", "50% off"))
    yield warehouse
    warehouse.connection.close()


def test_names_are_the_ledgers_tuples_are_relations_and_the_rest_are_values(warehouse: Warehouse) -> None:
    notes = ("shop", "50% off")
    composed = warehouse.sql(
        "select {quote_of} from {loads} as l, {notes} where note = {text} and note = any({all}) and {more}",
        notes=notes,
        text="it's",
        all=["a", "{b}"],
        more=sql.SQL("true"),
        unused=1,
    )
    assert composed.as_string(warehouse.connection) == (
        'select "shop_ledger"."quote_of" from "shop_ledger"."loads" as l, "shop"."50% off"'
        " where note = 'it''s' and note = any(ARRAY['a','{b}']) and true"
    )
    assert warehouse.rows("select count(*), '{{}}', '100%' from {batches}") == [(0, "{}", "100%")]
    assert warehouse.value("select %(one)s || %(two)s", {"one": "a", "two": "b"}) == "ab"
    assert warehouse.rows("select {statement}, {arguments}", statement=1, arguments=2) == [(1, 2)]


def test_a_transaction_is_whole_or_not_at_all(warehouse: Warehouse) -> None:
    notes = ("shop", "50% off")
    with warehouse.transaction() as work:
        assert work.execute("insert into {notes} values ({note}), ('b')", notes=notes, note="a") == 2
        assert work.exists(notes)
        assert not work.exists(("shop", "nothing"))
        assert work.value("select note from {notes} where note = 'z'", notes=notes) is None
    with pytest.raises(psycopg2.errors.DivisionByZero), warehouse.transaction() as work:
        work.execute("with gone as (delete from {notes} returning 0) select 1 / 0 from gone", notes=notes)
    assert warehouse.value("select count(*) from {notes}", notes=notes) == 2
    assert (warehouse.exists(notes), warehouse.exists(("shop", "nothing"))) == (True, False)
    assert (warehouse.may_read(notes), warehouse.may_read(("shop", "nothing"))) == (True, False)

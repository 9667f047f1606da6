"""Syncing a JSON API: its pages land together, or the last good state stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from psycopg2.extensions import connection as Connection

from refill.config.models import Config, ReferenceTable
from refill.database.ddl import prepare
from refill.database.schemas import Schemas
from refill.database.warehouse import Warehouse
from refill.sources.web import client
from refill.sync.sync import SyncedTable, SyncRequest, sync

from ..support.api import Api, Call, serving
from ..support.servers import Server, only_on

pytestmark = only_on("server")

TOKEN = "s3cret-token"
SCHEMAS = Schemas("w")
SOURCE = {
    "type": "http",
    "connection": "MDM",
    "path": "/plans",
    "paging": {"type": "page"},
    "columns": {"id": "code"},
}


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[Api]:
    with serving() as started:
        monkeypatch.setenv("MDM_URL", started.url)
        monkeypatch.setenv("MDM_TOKEN", TOKEN)
        monkeypatch.setattr(client, "BACK_OFF", (0.01,))
        yield started


@pytest.fixture
def connection(database: Server) -> Iterator[Connection]:
    made = psycopg2.connect(**database.parameters)
    yield made
    made.close()


def table(**settings: Any) -> Config:
    columns = {"code": "text", "name": "text", "size": "integer"}
    made = {"name": "plans", "model": "dim_plan", "key": "code", "columns": columns, "source": SOURCE, **settings}
    return Config(domains={}, tables={"plans": ReferenceTable.model_validate(made)})


def outcome(connection: Connection, config: Config, **wish: Any) -> SyncedTable:
    (found,) = sync(Warehouse(connection, SCHEMAS, config), Path(), SyncRequest(**wish))
    return found


def rows(connection: Connection, statement: str) -> list[tuple[Any, ...]]:
    with connection, connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


LANDED = "select code, name, size from w_landing.plan order by code"


def test_pages_land_together_or_the_last_good_state_stays(api: Api, connection: Connection) -> None:
    config = table()
    prepare(Warehouse(connection, SCHEMAS, config))
    pages: list[Any] = [[{"id": "007", "size": 1}, {"id": "1E5", "name": "名"}], [{"id": "NA", "size": 3}], []]

    def answer(call: Call) -> None:
        page = pages[int(call.query["page"]) - 1]
        call.send(page) if isinstance(page, int) else call.json(page)

    api.answer = answer
    landed = [("007", "", "1"), ("1E5", "名", ""), ("NA", "", "3")]
    assert outcome(connection, config) == SyncedTable("plans", "http", "synced", 3)
    assert outcome(connection, config) == SyncedTable("plans", "http", "unchanged", 3)
    assert rows(connection, LANDED) == landed

    pages[:] = [[{"id": "new"}], 503]
    found = outcome(connection, config)
    assert (found.status, str(found.reason).partition(".")[0]) == (
        "unavailable",
        "http MDM, /plans, page 2: status 503, 2 times in a row",
    )
    pages[:] = [[{"id": "new"}], 404]
    assert outcome(connection, config).status == "refused"
    pages[:] = [[]]
    said = (
        "http MDM, /plans: refused for reference table plans, which stays as it was: 0 rows, fewer than min_rows (1); "
        "3 of 3 keys are gone, more than max_retire_ratio (0.2) allows"
    )
    assert str(outcome(connection, config).reason).startswith(said)
    assert rows(connection, LANDED) == landed
    assert TOKEN not in str(rows(connection, "select * from w_ledger.sync_log"))


def test_increments_ask_for_what_is_as_large_as_the_mark_or_larger(api: Api, connection: Connection) -> None:
    config = table(
        source=SOURCE | {"paging": {"type": "none"}, "since_parameter": "from"}, strategy="incremental", cursor="at"
    )
    prepare(Warehouse(connection, SCHEMAS, config))
    records = [{"id": "a", "name": "x", "at": 9}, {"id": "b", "name": "y", "at": 10}]
    api.answer = lambda call: call.json([r for r in records if r["at"] >= int(call.query.get("from", 0))])
    assert outcome(connection, config) == SyncedTable("plans", "http", "synced", 2, "the source has no size")
    records[0] = {"id": "a", "name": "z", "at": 11}
    assert outcome(connection, config) == SyncedTable("plans", "http", "synced", 2)
    assert outcome(connection, config) == SyncedTable("plans", "http", "unchanged", 1)
    assert api.queries() == [{}, {"from": "10"}, {"from": "11"}]
    records.clear()
    for _ in range(2):  # where nothing has come, the mark stays
        assert outcome(connection, config) == SyncedTable("plans", "http", "unchanged", 0)
    assert api.queries()[3:] == [{"from": "11"}, {"from": "11"}]
    assert rows(connection, LANDED) == [("a", "z", ""), ("b", "y", "")]

"""Syncing a table of another database: by a mark that is kept with the rows, and not at all where anything is wrong."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from refill.config.models import Config, ReferenceTable
from refill.database.ddl import prepare
from refill.database.schemas import Schemas
from refill.database.warehouse import Warehouse
from refill.sync.sync import SyncedTable, SyncRequest, sync

from ..support.mariadb import Mariadb
from ..support.servers import Server, only_on

pytestmark = only_on("server")
Sync = Callable[..., tuple[SyncedTable, list[tuple[Any, ...]], str | None]]


@pytest.fixture
def plans(legacy: Mariadb) -> Mariadb:
    legacy.run(
        "create table plans (code varchar(9) primary key, open_ tinyint(1), begun date, changed datetime(6))",
        "insert into plans values ('007', 1, '2024-01-01', '2024-05-01 10:00:00.5'),"
        " ('1E5', 0, null, '2024-05-01 10:00:00.5')",
    )
    return legacy


@pytest.fixture
def synced(plans: Mariadb, database: Server, tmp_path: Path) -> Iterator[Sync]:
    """Sync the reference table once more; return the outcome, the landing rows, and the mark."""
    table = ReferenceTable.model_validate(
        {
            "name": "计划",
            "model": "dim_plan",
            "key": "code",
            "columns": {"code": "text", "open": "boolean", "begun": "date"},
            "source": {"type": "mysql", "connection": "LEGACY", "table": "plans", "columns": {"open_": "open"}},
            "strategy": "incremental",
            "cursor": "changed",
        }
    )
    config, schemas = Config(domains={}, tables={"计划": table}), Schemas("w")
    connection = psycopg2.connect(**database.parameters)
    prepare(Warehouse(connection, schemas, config))

    def once(**wish: Any) -> tuple[SyncedTable, list[tuple[Any, ...]], str | None]:
        (outcome,) = sync(Warehouse(connection, schemas, config), tmp_path, SyncRequest(**wish))
        with connection, connection.cursor() as cursor:
            cursor.execute('select code, open, begun from w_landing.plan order by code collate "C"')
            landed = cursor.fetchall()
            cursor.execute(f"select max(high_water) from {schemas.ledger}.syncs")
            (mark,) = cursor.fetchone() or (None,)
        return outcome, landed, mark

    yield once
    connection.close()


FIRST = [("007", "1", "2024-01-01"), ("1E5", "0", "")]
MARK = "2024-05-01 10:00:00.500000"


def _without_time(outcome: SyncedTable) -> tuple[str, int, str | None]:
    return outcome.status, outcome.rows, outcome.reason


def test_only_the_news_is_read_and_the_boundary_with_it(plans: Mariadb, synced: Sync) -> None:
    outcome, landed, mark = synced()
    assert (_without_time(outcome), landed, mark) == (("synced", 2, None), FIRST, MARK)
    plans.run(
        "insert into plans values ('008', 1, null, '2024-05-01 10:00:00.5'), ('009', 0, null, '2023-01-01')",
        "update plans set begun = '2024-02-29', changed = '2024-05-02' where code = '1E5'",
    )
    outcome, landed, mark = synced()
    news = [FIRST[0], ("008", "1", ""), ("1E5", "0", "2024-02-29")]
    assert (_without_time(outcome), landed, mark) == (("synced", 3, None), news, "2024-05-02 00:00:00.000000")
    outcome, landed, _ = synced()
    assert (_without_time(outcome), landed) == (("unchanged", 1, None), news)
    outcome, landed, _ = synced(full=True)
    assert (_without_time(outcome), landed) == (("synced", 4, None), [*news[:2], ("009", "0", ""), news[2]])


def test_zero_dates_are_refused_by_row_and_the_mark_stays(plans: Mariadb, synced: Sync) -> None:
    synced()
    plans.run(
        "set sql_mode = ''",
        "insert into plans values ('bad', 1, '0000-00-00', '2024-06-01'), ('good', 7, null, '2024-06-01')",
    )
    outcome, landed, mark = synced()
    assert (outcome.status, landed, mark) == ("refused", FIRST, MARK)
    assert outcome.reason == (
        "mysql LEGACY, table plans: refused for reference table 计划, which stays as it was: 1 value of open is no "
        "boolean, in the row good; 1 value of begun is no date, in the row bad."
    )
    plans.run("delete from plans where code = 'bad'", "update plans set open_ = 0 where code = 'good'")
    outcome, landed, mark = synced()
    assert (outcome.status, landed, mark) == ("synced", [*FIRST, ("good", "0", "")], "2024-06-01 00:00:00.000000")


def test_a_source_that_breaks_off_changes_nothing(
    plans: Mariadb, synced: Sync, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced()
    plans.run("rename table plans to told", "create view plans as select * from told")
    monkeypatch.setenv("LEGACY_PASSWORD", "s3cret")
    outcome, landed, mark = synced()
    assert (outcome.status, landed, mark) == ("unavailable", FIRST, MARK)
    assert outcome.reason is not None
    assert "s3cret" not in outcome.reason
    monkeypatch.setenv("LEGACY_PASSWORD", plans.password)
    plans.run("drop view plans", "create view plans as select code, begun, changed from told")
    outcome, landed, mark = synced()
    assert (outcome.status, outcome.reason, landed, mark) == (
        "refused",
        "mysql LEGACY, table plans: there is no column 'open_'. It has: code, begun, changed.",
        FIRST,
        MARK,
    )

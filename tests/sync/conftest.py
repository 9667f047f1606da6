"""A project with one reference table, whose file is synced into a real database."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from psycopg2.extensions import connection as Connection

from refill.config.models import Config, ReferenceTable
from refill.database.ddl import prepare
from refill.database.schemas import Schemas
from refill.database.warehouse import Warehouse
from refill.sync.sync import SyncedTable, SyncRequest, sync

from ..support.servers import Server

GOOD = "code,名称,size\nA,one,1\nB,two,2\nC,three,3\n"
KEPT = [("A", "one", "1"), ("B", "two", "2"), ("C", "three", "3")]

DESCRIBED = {
    "name": "尺寸",
    "model": "dim_size",
    "key": "code",
    "columns": {"code": "text", "名称": "text", "size": "integer"},
    "source": {"type": "file", "path": "sizes.csv"},
    "strategy": "full_replace",
    "guard": {"min_rows": 2, "max_retire_ratio": 0.4},
}


@dataclass
class Source:
    """A project with one reference table, whose file lands in a real database."""

    root: Path
    connection: Connection
    schemas: Schemas
    config: Config

    def sync(self, content: str, **wish: Any) -> SyncedTable:
        (self.root / "sizes.csv").write_text(content, encoding="utf-8")
        (outcome,) = sync(Warehouse(self.connection, self.schemas, self.config), self.root, SyncRequest(**wish))
        return outcome

    def change(self, **settings: Any) -> None:
        """What the YAML says of the table from now on."""
        (table,) = self.config.tables.values()
        changed = table.model_copy(update=settings)
        self.config = self.config.model_copy(update={"tables": {table.name: changed}})

    def landing_rows(self) -> list[tuple[Any, ...]]:
        with self.connection, self.connection.cursor() as cursor:
            cursor.execute('select code, 名称, size from w_landing.size order by code collate "C"')
            return cursor.fetchall()


@pytest.fixture
def source(database: Server, tmp_path: Path) -> Iterator[Source]:
    """The table 尺寸, from sizes.csv, synced once."""
    table = ReferenceTable.model_validate(DESCRIBED)
    connection = psycopg2.connect(**database.parameters)
    made = Source(tmp_path, connection, Schemas("w"), Config(domains={}, tables={"尺寸": table}))
    prepare(Warehouse(connection, made.schemas, made.config))
    assert made.sync(GOOD) == SyncedTable("尺寸", "file", "synced", 3)
    yield made
    connection.close()

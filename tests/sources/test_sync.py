"""Syncing a reference file: whole or not at all, and the last good state stays."""

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
from refill.sources.sync import SyncedTable, sync

from ..support.servers import Server

GOOD = "code,名称,size\nA,one,1\nB,two,2\nC,three,3\n"
KEPT = [("A", "one", "1"), ("B", "two", "2"), ("C", "three", "3")]


@dataclass
class Source:
    """A project with one reference table, whose file lands in a real database."""

    root: Path
    connection: Connection
    schemas: Schemas
    config: Config

    def sync(self, content: str, **options: Any) -> SyncedTable:
        (self.root / "sizes.csv").write_text(content, encoding="utf-8")
        (outcome,) = sync(self.connection, self.schemas, self.config, self.root, **options)
        return outcome

    def landed(self) -> list[tuple[Any, ...]]:
        with self.connection, self.connection.cursor() as cursor:
            cursor.execute("select code, 名称, size from w_landing.size order by 1")
            return cursor.fetchall()


@pytest.fixture
def source(database: Server, tmp_path: Path) -> Iterator[Source]:
    """The table 尺寸, from sizes.csv, synced once."""
    table = ReferenceTable.model_validate(
        {
            "name": "尺寸",
            "model": "dim_size",
            "key": "code",
            "columns": {"code": "text", "名称": "text", "size": "integer"},
            "source": {"type": "file", "path": "sizes.csv"},
            "strategy": "full_replace",
            "guard": {"min_rows": 2, "max_retire_ratio": 0.4},
        }
    )
    connection = psycopg2.connect(**database.parameters)
    made = Source(tmp_path, connection, Schemas("w"), Config(domains={}, tables={"尺寸": table}))
    prepare(connection, made.schemas, made.config)
    assert made.sync(GOOD) == SyncedTable("尺寸", "file", "synced", 3)
    yield made
    connection.close()


def test_a_file_that_did_not_change_is_left_alone(source: Source) -> None:
    assert source.sync(GOOD) == SyncedTable("尺寸", "file", "unchanged", 3)
    assert source.sync(GOOD, full=True) == SyncedTable("尺寸", "file", "synced", 3)
    assert source.landed() == KEPT


def test_a_changed_file_replaces_what_was_landed(source: Source) -> None:
    assert source.sync("名称,code,size\nzwei,B,22\none,A,1\nfour,D,\n").status == "synced"
    assert source.landed() == [("A", "one", "1"), ("B", "zwei", "22"), ("D", "four", "")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            "code,名称,size\nA,one,1\n",
            "1 rows, fewer than min_rows (2); 2 of 3 keys are gone, more than max_retire_ratio (0.4) allows",
        ),
        ("code,名称,size\nA,one,1\n,two,2\nC,x,3\nB,y,4\n", "1 rows have no code"),
        ("code,名称,size\nA,one,1\nB,two,2\nＢ,two,2\nC,x,3\n", "1 keys are there more than once: B"),
        ("code,名称,size\nA,one,1\nB,two,many\nC,x,3\n", "1 values of size are no integer, in the rows B"),
        ("code,size\nA,1\nB,2\nC,3\n", "the source no longer has 名称"),
        ("code,名称,size\nA,one,1\nX,x,1\nY,y,1\n", "2 of 3 keys are gone, more than max_retire_ratio (0.4) allows"),
    ],
    ids=["too few rows", "an empty key", "a doubled key", "a bad value", "a lost column", "too many keys gone"],
)
def test_a_guard_refuses_the_whole_file_and_the_last_good_state_stays(
    source: Source, content: str, reason: str
) -> None:
    says = f"sizes.csv: refused for reference table 尺寸, which stays as it was: {reason}."
    assert source.sync(content) == SyncedTable("尺寸", "file", "refused", 0, says)
    assert source.landed() == KEPT


def test_a_file_without_its_key_column_is_refused(source: Source) -> None:
    says = "sizes.csv: key column 'code' is missing. The file has: kode, 名称, size."
    assert source.sync("kode,名称,size\nA,one,1\nB,two,2\n") == SyncedTable("尺寸", "file", "refused", 0, says)
    assert source.landed() == KEPT


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("A,o\0ne,1", "sizes.csv: a cell holds a NUL character, which no database text can. Take it out."),
        ("A,one,1,more", "sizes.csv: row 2 has 4 cells, the header 3."),
    ],
)
def test_what_shows_only_while_rows_are_read_is_refused_too(source: Source, row: str, says: str) -> None:
    assert source.sync(f"code,名称,size\n{row}\nB,two,2\nC,x,3\n") == SyncedTable("尺寸", "file", "refused", 0, says)
    assert source.landed() == KEPT

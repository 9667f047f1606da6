"""Two spellings of one key that is a number or a date: one key, in one delivery and from one to the next."""

from typing import Any

import pytest

from refill.config.models import ReferenceTable
from refill.sources.postgres import PostgresSource

from ..support.servers import Server, only_on
from .conftest import DESCRIBED, Source

pytestmark = only_on("server")
PLACE = "refused for reference table 尺寸, which stays as it was"


def keyed(source: Source, kind: str, rows: str, **settings: Any) -> str | None:
    """What a sync says of `rows` where the key is of this kind."""
    columns = {"code": kind, "名称": "text", "size": "integer"}
    source.change(columns=ReferenceTable.model_validate({**DESCRIBED, "columns": columns}).columns, **settings)
    return source.sync(f"code,名称,size\n{rows}").reason


@pytest.mark.parametrize(
    ("kind", "rows", "said"),
    [
        ("integer", "7,a,1\n8,b,2\n7.0,c,3\n", "7 ('7' in data row 1, '7.0' in data row 3)"),
        ("integer", '1234,a,1\n"1,234",b,2\n', "1234 ('1234' in data row 1, '1,234' in data row 2)"),
        ("numeric(6,2)", "1.005,a,1\n1.01,b,2\n", "1.005 ('1.005' in data row 1, '1.01' in data row 2)"),
        ("date", "2024-11-01,a,1\n20241101,b,2\n", "2024-11-01 ('2024-11-01' in data row 1, '20241101' in data row 2)"),
        ("boolean", "true,a,1\n否,b,2\n是,c,3\n", "true ('true' in data row 1, '是' in data row 3)"),
        ("text", "7,a,1\nx,b,2\n7,c,3\n", "7 (data row 1, data row 3)"),
    ],
)
def test_one_delivery_with_both_is_refused_with_the_rows(source: Source, kind: str, rows: str, said: str) -> None:
    before = source.landing_rows()
    reason = keyed(source, kind, rows, strategy="merge")
    assert reason == f"sizes.csv: {PLACE}: 1 key is there more than once: {said}."
    assert source.landing_rows() == before


def test_texts_stay_apart_where_the_key_is_text(source: Source) -> None:
    assert keyed(source, "text", "7,a,1\n7.0,b,2\n", strategy="merge") is None


@pytest.mark.parametrize("strategy", ["full_replace", "merge", "incremental"])
def test_a_key_that_is_spelled_otherwise_is_the_same_key(source: Source, strategy: str) -> None:
    settings = {"strategy": "merge", "cursor": "size" if strategy == "incremental" else None}
    assert keyed(source, "integer", "7,a,1\n1234,b,2\n", **settings) is None
    source.change(strategy=strategy)
    source.sync("code,名称,size\n7,a,1\n1234,b,2\n")
    changed = source.sync('code,名称,size\n7.0,a,1\n"1,234",c,2\n')
    assert (changed.status, changed.reason) == ("synced", None)
    assert source.landing_rows() == [("1,234", "c", "2"), ("7.0", "a", "1")]


@pytest.mark.parametrize("full", [True, False])
def test_a_key_that_landed_twice_before_is_there_once_after_the_next_delivery(source: Source, full: bool) -> None:
    keyed(source, "integer", "7,a,1\n8,b,2\n", strategy="merge")
    with source.connection, source.connection.cursor() as cursor:
        cursor.execute("insert into w_landing.size (code, 名称, size) values ('7.0', 'a', '1')")
    source.change(strategy="full_replace" if full else "incremental", cursor="size")
    source.sync("code,名称,size\n7,a,1\n8,b,2\n", full=True)
    assert source.landing_rows() == [("7", "a", "1"), ("8", "b", "2")]
    with source.connection, source.connection.cursor() as cursor:
        cursor.execute("insert into w_landing.size (code, 名称, size) values ('8.0', 'b', '2')")
    source.sync("code,名称,size\n7,a,1\n8,c,3\n")
    assert source.landing_rows() == [("7", "a", "1"), ("8", "c", "3")]


def test_a_database_that_keeps_the_key_as_text_is_refused_too(
    source: Source, database: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in database.parameters.items():
        monkeypatch.setenv(f"SIZES_{ {'dbname': 'DATABASE'}.get(name, name.upper()) }", str(value))
    with source.connection, source.connection.cursor() as cursor:
        cursor.execute("create table public.sizes (code text, 名称 text, size text)")
        cursor.execute("insert into public.sizes values ('7', 'a', '1'), ('8', 'b', '2'), ('7.0', 'c', '3')")
    given = PostgresSource(type="postgres", connection="SIZES", table="sizes")
    reason = keyed(source, "integer", "", sources=(given,), strategy="merge")
    assert reason is not None
    assert "1 key is there more than once: 7 ('7' in data row 1, '7.0' in data row 3)" in reason

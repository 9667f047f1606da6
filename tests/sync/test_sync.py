"""Syncing a reference file: whole or not at all, and the last good state stays."""

from collections.abc import Iterable

import pytest

from refill.config.source import Guard
from refill.sources.postgres import PostgresSource
from refill.sync.sync import SyncedTable

from ..support.servers import Server
from .conftest import GOOD, KEPT, Source


def test_a_file_that_did_not_change_is_left_alone(source: Source) -> None:
    assert source.sync(GOOD) == SyncedTable("尺寸", "file", "unchanged", 3)
    assert source.sync(GOOD, full=True) == SyncedTable("尺寸", "file", "synced", 3)
    assert source.landing_rows() == KEPT


def test_a_changed_file_replaces_what_was_landed(source: Source) -> None:
    assert source.sync("名称,code,size\nzwei,B,22\none,A,1\nfour,D,\n").status == "synced"
    assert source.landing_rows() == [("A", "one", "1"), ("B", "zwei", "22"), ("D", "four", "")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            "code,名称,size\nA,one,1\n",
            "1 row, fewer than min_rows (2); 2 of 3 keys are gone, more than max_retire_ratio (0.4) allows: B, C "
            "(where that is right, sync the table with --accept-retire 2)",
        ),
        ("code,名称,size\nA,one,1\n,two,2\nC,x,3\nB,y,4\n", "1 row has no code"),
        (
            "code,名称,size\nA,one,1\nB,two,2\nＢ,two,2\nC,x,3\n",
            "1 key is there more than once: B ('B' in data row 2, 'Ｂ' in data row 3)",
        ),
        ("code,名称,size\nA,one,1\nB,two,many\nC,x,3\n", "1 value of size is no integer, in the row B"),
        ("code,size\nA,1\nB,2\nC,3\n", "the source no longer has 名称"),
        (
            "code,名称,size\nA,one,1\nX,x,1\nY,y,1\n",
            "2 of 3 keys are gone, more than max_retire_ratio (0.4) allows: B, C "
            "(where that is right, sync the table with --accept-retire 2)",
        ),
    ],
    ids=["too few rows", "an empty key", "a doubled key", "a bad value", "a lost column", "too many keys gone"],
)
def test_a_guard_refuses_the_whole_file_and_the_last_good_state_stays(
    source: Source, content: str, reason: str
) -> None:
    says = f"sizes.csv: refused for reference table 尺寸, which stays as it was: {reason}."
    assert source.sync(content) == SyncedTable("尺寸", "file", "refused", 0, says)
    assert source.landing_rows() == KEPT


def test_a_file_without_its_key_column_is_refused(source: Source) -> None:
    says = "sizes.csv: key column 'code' is missing. It has: kode, 名称, size."
    assert source.sync("kode,名称,size\nA,one,1\nB,two,2\n") == SyncedTable("尺寸", "file", "refused", 0, says)
    assert source.landing_rows() == KEPT


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("A,o\0ne,1", "sizes.csv: a cell holds a NUL character, which no database text can. Take it out."),
        ("A,one,1,more", "sizes.csv: row 2 has 4 cells, the header 3."),
    ],
)
def test_what_shows_only_while_rows_are_read_is_refused_too(source: Source, row: str, says: str) -> None:
    assert source.sync(f"code,名称,size\n{row}\nB,two,2\nC,x,3\n") == SyncedTable("尺寸", "file", "refused", 0, says)
    assert source.landing_rows() == KEPT


def test_exactly_the_number_of_keys_that_was_named_may_go(source: Source) -> None:
    fewer = "code,名称,size\nA,one,1\nD,four,4\n"
    says = "2 of 3 keys are gone, and --accept-retire 3 was given"
    assert says in str(source.sync(fewer, accept_retire=3).reason)
    assert source.sync(fewer, accept_retire=2).status == "synced"
    assert source.landing_rows() == [("A", "one", "1"), ("D", "four", "4")]


def test_rows_that_came_back_the_same_are_not_written_again(source: Source) -> None:
    with source.connection, source.connection.cursor() as cursor:
        cursor.execute("select code, xmin::text from w_landing.size order by 1")
        before = dict(cursor.fetchall())
    assert source.sync("code,名称,size\nC,three,3\nB,deux,2\nA,one,1\n").status == "synced"
    with source.connection, source.connection.cursor() as cursor:
        cursor.execute("select code, xmin::text from w_landing.size order by 1")
        after = dict(cursor.fetchall())
    assert {code for code in after if before[code] != after[code]} == {"B"}


def test_an_increment_replaces_the_keys_it_has_and_leaves_the_others(source: Source) -> None:
    source.change(strategy="incremental", cursor="size")
    assert source.sync(GOOD).status == "unchanged"
    assert source.sync("code,名称,size\nb,small,0\nB,zwei,2\nD,four,4\n").status == "synced"
    assert source.landing_rows() == [
        ("A", "one", "1"),
        ("B", "zwei", "2"),
        ("C", "three", "3"),
        ("D", "four", "4"),
        ("b", "small", "0"),
    ]
    assert source.sync("code,名称,size\nD,four,4\nE,five,5\n", full=True).status == "synced"
    assert source.landing_rows() == [("D", "four", "4"), ("E", "five", "5")]


@pytest.mark.parametrize(("held", "ratio", "gone"), [(5, 0.4, 2), (100, 0.29, 29), (10, 0.0, 0), (3, 1.0, 3)])
def test_as_many_keys_may_go_as_the_ratio_says_and_not_one_more(
    source: Source, held: int, ratio: float, gone: int
) -> None:
    def rows(keys: Iterable[int]) -> str:
        return "code,名称,size\n" + "".join(f"K{key:03},x,1\n" for key in keys)

    source.change(guard=Guard(min_rows=0, max_retire_ratio=ratio))
    assert source.sync(rows(range(held)), accept_retire=3).status == "synced"
    if gone < held:
        refused = source.sync(rows(range(gone + 1, held)))
        assert f"{gone + 1} of {held} keys are gone, more than max_retire_ratio ({ratio:g})" in str(refused.reason)
    assert source.sync(rows(range(gone, held)), full=True).status == "synced"
    assert len(source.landing_rows()) == held - gone


def test_min_rows_counts_what_an_increment_brings_with_what_is_there(source: Source) -> None:
    source.change(strategy="incremental", cursor="size")
    source.sync(GOOD)
    source.change(strategy="incremental", cursor="size", guard=Guard(min_rows=4))
    too_few = source.sync("code,名称,size\nＣ,drei,3\n")
    assert "3 rows, fewer than min_rows (4)" in str(too_few.reason)
    assert source.landing_rows() == KEPT
    assert source.sync("code,名称,size\nD,four,4\n").status == "synced"
    assert len(source.landing_rows()) == 4


def test_a_source_is_read_when_its_schedule_says_so(source: Source) -> None:
    source.change(schedule="0 1 * * *")
    assert source.sync(GOOD.replace("one", "eins")).status == "not_due"
    assert source.sync(GOOD.replace("one", "eins"), everything=True).status == "synced"
    with source.connection, source.connection.cursor() as cursor:
        cursor.execute("update w_ledger.sync_log set started_at = started_at - interval '1 day'")
    assert source.sync(GOOD.replace("one", "ein")).status == "synced"


def test_the_log_of_syncs_keeps_every_attempt(source: Source) -> None:
    source.sync("code,名称,size\nA,one,1\n")
    source.sync(GOOD)
    with source.connection, source.connection.cursor() as cursor:
        cursor.execute(
            "select table_name, source, status, rows, reason is null from w_ledger.sync_log order by sequence"
        )
        found = cursor.fetchall()
    assert found == [
        ("尺寸", "", "synced", 3, True),
        ("尺寸", "", "refused", 0, False),
        ("尺寸", "", "unchanged", 3, True),
    ]


def test_a_column_of_another_type_is_refused_until_it_is_accepted(
    source: Source, database: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in database.parameters.items():
        monkeypatch.setenv(f"SIZES_{ {'dbname': 'DATABASE'}.get(name, name.upper()) }", str(value))
    with source.connection, source.connection.cursor() as cursor:
        cursor.execute("create table public.sizes (code text, 名称 text, size text)")
        cursor.execute("insert into public.sizes values ('A', 'one', '1'), ('B', 'two', '2'), ('C', 'three', '3')")
    given = PostgresSource(type="postgres", connection="SIZES", table="sizes")
    source.change(sources=(given,))
    assert source.sync("").status == "unchanged"
    with source.connection, source.connection.cursor() as cursor:
        cursor.execute("alter table public.sizes alter size type integer using size::integer")
    refused = source.sync("")
    assert refused.status == "refused"
    assert "column size of the source was text and is integer" in str(refused.reason)
    assert source.sync("", accept_types=True).status == "unchanged"
    assert source.sync("").status == "unchanged"
    assert source.landing_rows() == KEPT

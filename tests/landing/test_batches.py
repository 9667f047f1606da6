"""A batch is one sheet of one file, whole or not at all, and the same bytes count once."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import openpyxl
import psycopg2
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from refill.config.models import Domain
from refill.database.warehouse import Warehouse
from refill.errors import UsageError
from refill.landing import ledger
from refill.landing.land import land
from refill.landing.landed import LandedFile
from refill.readers.records import Encoder

A, B = b"a,b\n1,2\n", b"a,b\n1,3\n"


def deliver(project: Any, content: bytes, name: str = "a.csv") -> LandedFile:
    """Lands `content` under the name."""
    path = project.root / "data" / name
    path.write_bytes(content)
    (result,) = project.land(files=[path])
    return result


def load(project: Any, batch: int, superseded: int | None = None) -> None:
    """What the fact transaction of `replace_scope` leaves behind."""
    with project.connection, project.connection.cursor() as cursor:
        cursor.execute("insert into w_ledger.scopes values (%s, 'facts', '[1]', 1)", [batch])
        if superseded is not None:
            cursor.execute("update w_ledger.scopes set superseded_by = %s where batch_id = %s", [batch, superseded])


def write_book(path: Path, **sheets: list[list[Any]]) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def test_a_landed_file_is_in_the_ledger_and_in_a_part(new_project: Any) -> None:
    project = new_project()
    assert deliver(project, b"b,a\n1,2\n,\n") == LandedFile(
        path="data/a.csv",
        domain="facts",
        sheet="",
        batch_id=1,
        rows=2,
        rejected=0,
        skipped=1,
        status="landed",
        reason=None,
        unknown_columns=(),
        skipped_reasons={"blank row": 1},
    )
    assert project.query(
        "select batch_id, domain, file, sheet, period, sha256, rows, rejected, skipped, columns, unknown_columns"
        " from w_ledger.batches"
    ) == [
        (
            *(1, "facts", "data/a.csv", "", None),
            "e6507a03191cb597ad6d8d018300ce0e396894586efaba8d9ed31a4f2c7f2afe",
            *(2, 0, 1, {"a": "B", "b": "A"}, []),
        )
    ]
    assert project.query("select tableoid::regclass::text, * from w_raw.facts order by _row_number") == [
        ("w_raw.facts_p1", 1, 2, "data/a.csv", "", None, None, 1, "2", "1"),
        ("w_raw.facts_p1", 1, 3, "data/a.csv", "", {"status": "skipped", "reason": "blank row"}, None, 1, None, None),
    ]
    assert project.query("select count(*) from pg_class where relkind = 'S' and relname like '\\_rows%%'") == [(0,)]


def test_the_same_bytes_land_once_under_whatever_name(new_project: Any) -> None:
    project = new_project()
    first = deliver(project, A)
    for name in ("a.csv", "other.csv"):
        assert deliver(project, A, name) == LandedFile(
            f"data/{name}", "facts", "", first.batch_id, 0, 0, 0, "already_loaded", "batch 1 holds the same bytes", ()
        )
    assert project.query("select count(*) from w_raw.facts") == [(1,)]


@pytest.mark.parametrize("name", ["a.csv", "copy.csv"])
def test_bytes_that_were_superseded_land_again(new_project: Any, name: str) -> None:
    project = new_project(load={"mode": "replace_scope", "scope": ["a"]})
    load(project, deliver(project, A).batch_id)
    load(project, deliver(project, B).batch_id, superseded=1)
    assert deliver(project, A, name).status == "landed"
    assert deliver(project, A, name).status == "already_loaded"


def test_a_superseded_file_that_stays_where_it_is_does_not_land_again(new_project: Any) -> None:
    project = new_project(load={"mode": "replace_scope", "scope": ["a"]})
    load(project, deliver(project, A).batch_id)
    load(project, deliver(project, B, "b.csv").batch_id, superseded=1)
    assert [result.status for result in project.land()] == ["already_loaded", "already_loaded"]


def test_bytes_that_were_undone_and_landed_again_by_name_are_a_correction_like_any_others(new_project: Any) -> None:
    project = new_project(load={"mode": "replace_scope", "scope": ["a"]})
    undone = deliver(project, A).batch_id
    with project.connection, project.connection.cursor() as cursor:
        cursor.execute("update w_ledger.batches set undone_at = now() where batch_id = %s", [undone])
    assert [result.status for result in project.land()] == ["already_loaded"]
    again = deliver(project, A)
    assert again.status == "landed"
    load(project, again.batch_id)
    load(project, deliver(project, B).batch_id, superseded=again.batch_id)
    (project.root / "data/a.csv").write_bytes(A)
    assert [result.status for result in project.land()] == ["landed"]


@pytest.mark.parametrize(("mode", "status"), [("replace_scope", "landed"), ("append", "already_loaded")])
def test_a_correction_taken_back_before_it_loads_counts_where_scopes_are_replaced(
    new_project: Any, mode: str, status: str
) -> None:
    project = new_project(load={"mode": mode, "scope": ["a"]})
    assert [deliver(project, content).status for content in (A, B, A)] == ["landed", "landed", status]
    assert deliver(project, A).status == "already_loaded"


def nothing_is_there(project: Any) -> bool:
    return project.query(
        "select (select count(*) from w_ledger.batches), (select count(*) from w_raw.facts),"
        " (select count(*) from pg_class where relnamespace = 'w_raw'::regnamespace and relname like '%%1')"
    ) == [(0, 0, 0)]


def test_an_error_before_the_commit_leaves_neither_rows_nor_ledger(
    new_project: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = new_project()

    def fail(*_: Any) -> None:
        raise RuntimeError("stop")

    with monkeypatch.context() as patch:
        patch.setattr(ledger, "record", fail)
        with pytest.raises(RuntimeError, match="stop"):
            deliver(project, A)
    assert nothing_is_there(project)
    assert deliver(project, A).status == "landed"


def test_a_connection_lost_during_the_copy_leaves_neither_rows_nor_ledger(
    new_project: Any, database: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = new_project()
    encode = Encoder.encode

    def encode_and_kill(self: Encoder, chunk: Any) -> bytes:
        if chunk.first > 2:
            with psycopg2.connect(**database) as killer, killer.cursor() as cursor:
                cursor.execute("select pg_terminate_backend(%s)", [project.connection.get_backend_pid()])
            killer.close()
        return encode(self, chunk)

    monkeypatch.setattr(Encoder, "encode", encode_and_kill)
    with pytest.raises(psycopg2.Error):
        deliver(project, b"a,b,c\n" + b"1,2,3\n" * 9000)
    project.connection = psycopg2.connect(**database)
    assert nothing_is_there(project)
    project.connection.close()


@pytest.mark.parametrize("name", ["a.csv", "a.parquet", "a.xlsx"])
def test_a_file_that_changes_while_it_is_read_is_refused(
    new_project: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    project = new_project()
    path = tmp_path / "data" / name
    match path.suffix:
        case ".csv":
            path.write_bytes(A)
        case ".parquet":
            pq.write_table(pa.table({"a": ["1"]}), path)
        case _:
            write_book(path, s=[["a"], ["1"]])
    table = ledger.next_batch_id

    def touch(*arguments: Any) -> int:
        os.utime(path, ns=(1, 1))
        return table(*arguments)

    monkeypatch.setattr(ledger, "next_batch_id", touch)
    assert [(result.status, result.reason) for result in project.land()] == [
        (
            "refused",
            f"data/{name}: the file changed while it was read. Land it again when it is complete.",
        )
    ]
    assert nothing_is_there(project)


def test_one_workbook_feeds_two_domains_and_a_domain_takes_two_sheets(
    new_project: Any, new_domain: Callable[..., Domain], tmp_path: Path
) -> None:
    pattern = {"path": "{YYYYMM}", "patterns": ["*数据*.xlsx"]}
    scale = new_domain("scale", {"月度": "text"}, sheets=["规模 明细"], **pattern)
    income = new_domain("income", {"月度": "text", "固费": "text"}, sheets=["收入明细", "收入明细（补）"], **pattern)
    project = new_project(domains=[scale, income])
    write_book(
        tmp_path / "data/202411/11月数据.xlsx",
        **{
            "规模 明细\u3000": [["月度"], ["202411"]],
            "收入明细(补)": [["月度", "固费"], ["1", 2]],
            "收入明细": [["月度"], ["3"]],
        },
    )
    seen: list[tuple[str, str]] = []
    results = project.land(on_progress=lambda path, domain: seen.append((path, domain)))
    assert [(r.domain, r.sheet, r.status, r.rows) for r in results] == [
        ("scale", "规模 明细", "landed", 1),
        ("income", "收入明细", "landed", 1),
        ("income", "收入明细（补）", "landed", 1),
    ]
    assert seen == [("data/202411/11月数据.xlsx", "scale"), ("data/202411/11月数据.xlsx", "income")]
    assert project.cells("scale") == [("202411",)]
    assert project.cells("income") == [("3", None), ("1", "2")]
    assert project.query("select distinct period from w_ledger.batches") == [("202411",)]
    assert [result.status for result in project.land(domains=["income"])] == ["already_loaded"] * 2


def test_files_named_on_the_command_line_go_to_the_domains_that_take_them(
    new_project: Any, new_domain: Callable[..., Domain], tmp_path: Path
) -> None:
    one = new_domain("one", {"a": "text"}, patterns=["x*.csv"], path="{YYYYMM}")
    two = new_domain("two", {"a": "text"}, patterns=["*1.csv"])
    project = new_project(domains=[one, two])
    inside, outside = tmp_path / "data/202411/V1/x1.csv", tmp_path.parent / f"{tmp_path.name}-x2.csv"
    inside.parent.mkdir(parents=True)
    inside.write_text("a\n1\n")
    results = project.land(files=[inside, outside, tmp_path / "data/x9.csv"])
    assert [(r.path, r.domain, r.status, r.reason) for r in results] == [
        ("data/202411/V1/x1.csv", "one", "landed", None),
        ("data/202411/V1/x1.csv", "two", "landed", None),
        (
            outside.as_posix(),
            "",
            "refused",
            f"{outside}: no domain takes a file of this name. Their patterns are one: x*.csv; two: *1.csv.",
        ),
        ("data/x9.csv", "one", "refused", "data/x9.csv: the file cannot be read: No such file or directory."),
    ]
    assert project.query("select domain, period from w_ledger.batches order by 1") == [("one", "202411"), ("two", None)]


def test_at_most_so_many_files_land_anew(new_project: Any, tmp_path: Path) -> None:
    project = new_project()
    for number in range(4):
        (tmp_path / f"data/{number}.csv").write_text(f"a,b\n{number},{number}\n")
    (tmp_path / "data/0.csv").write_text("nothing")
    outcomes = [[(r.path[5:6], r.status) for r in project.land(max_files=2)] for _ in range(3)]
    assert outcomes == [
        [("0", "refused"), ("1", "landed"), ("2", "landed")],
        [("0", "refused"), ("1", "already_loaded"), ("2", "already_loaded"), ("3", "landed")],
        [("0", "refused"), *((n, "already_loaded") for n in "123")],
    ]


def test_a_refused_domain_does_not_stop_the_others(
    new_project: Any, new_domain: Callable[..., Domain], tmp_path: Path
) -> None:
    lost = new_domain("lost", {"a": "text"}, path="nowhere")
    project = new_project(domains=[lost, new_domain("facts", {"a": "text", "b": "text"})])
    (tmp_path / "data/a.csv").write_bytes(A)
    assert [(r.path, r.domain, r.status) for r in project.land()] == [
        ("data/nowhere", "lost", "refused"),
        ("data/a.csv", "facts", "landed"),
    ]


def test_a_refused_period_does_not_stop_the_others(new_project: Any, tmp_path: Path) -> None:
    project = new_project(path="{YYYYMM}", on_many="error")
    for name in ("202401/a.csv", "202401/b.csv", "202402/a.csv"):
        (tmp_path / "data" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "data" / name).write_bytes(A)
    assert [(r.path, r.status) for r in project.land()] == [
        ("data/202401", "refused"),
        ("data/202402/a.csv", "landed"),
    ]


def test_two_landings_at_once_take_the_same_bytes_once(new_project: Any, database: dict[str, Any]) -> None:
    project = new_project()
    path = project.root / "data/a.csv"
    path.write_bytes(b"a,b\n" + b"1,2\n" * 50_000)

    def land_it(connection: psycopg2.extensions.connection) -> str:
        (result,) = land(Warehouse(connection, project.schemas, project.config), project.root, files=[path])
        return result.status

    connections = [psycopg2.connect(**database) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(land_it, connections))
    for connection in connections:
        connection.close()
    assert sorted(statuses) == ["already_loaded", "already_loaded", "already_loaded", "landed"]
    assert project.query("select count(*) from w_raw.facts") == [(50_000,)]


def test_unknown_domains_and_odd_periods_are_wrong_usage(new_project: Any) -> None:
    project = new_project()
    with pytest.raises(UsageError, match=r"domain 'fact' is not configured\. There are: facts\."):
        project.land(domains=["fact"])
    with pytest.raises(UsageError, match="use a month as YYYYMM"):
        project.land(period="2024-11")


def test_names_that_need_quoting_are_quoted(
    new_project: Any, new_domain: Callable[..., Domain], tmp_path: Path
) -> None:
    names = ['金额(元) "x"', "a'b%s{}", "select"]
    project = new_project(domains=[new_domain('Do"m%s', dict.fromkeys(names, "text"), sheets=["S'1%s"])])
    write_book(tmp_path / "data/it's %s.xlsx", **{"S'1%s": [names, ["1", "2", None], [None, None, "x"]]})
    (tmp_path / "data/it's %s.csv").write_text('"金额(元) ""x""",a\'b%s{},select\n4,,\n', encoding="utf-8")
    assert [(r.sheet, r.status, r.reason) for r in project.land()] == [("", "landed", None), ("S'1%s", "landed", None)]
    assert project.query('select * from w_raw."Do""m%s" order by _batch_id, _row_number') == [
        (1, 2, "data/it's %s.csv", "", None, None, 1, "4", None, None),
        (2, 2, "data/it's %s.xlsx", "S'1%s", None, None, 1, "1", "2", None),
        (2, 3, "data/it's %s.xlsx", "S'1%s", None, None, 1, None, None, "x"),
    ]

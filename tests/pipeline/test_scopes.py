"""A file replaces the scopes that it delivers, whole, and no others; the newest delivery of a scope wins."""

from typing import Any

import pytest
import xlsxwriter

from refill.database.connection import connect
from refill.database.ddl import prepare
from refill.database.target import read_target
from refill.landing import ledger, parts
from refill.landing.land import land
from refill.project.project import find_project

from ..support.company import PRODUCTS, RETURNS, SALES
from ..support.project import Project, facts, landed
from ..support.servers import only_on

pytestmark = only_on("server")

AMOUNTS = "select to_char(月度, 'YYYYMM'), 渠道, 金额::int from 销售明细 order by 1, 2, 3"

SALES_PRODUCT = "source_column: 产品\n        target_table: product\n        target_key: code\n        on_missing: "


def sale(month: str, channel: str, amount: object, product: str = "P1") -> str:
    return f"{month},{channel},001,长城公司,N,{product},{amount}\n"


def test_a_corrected_file_with_fewer_rows_replaces_its_scopes_and_leaves_the_others(project: Project) -> None:
    first = (
        sale("202411", "店", 1)
        + sale("202411", "店", 2)
        + sale("202411", "店", "x")
        + sale("202411", "网", 3)
        + sale("202411", "", 4)
    )
    project.write("data/202411/sales.csv", SALES + first + sale("202412", "店", 5))
    assert facts(project.run())["sales"] == {"loaded": 5, "quarantined": 1}

    project.write("data/202411/sales.csv", SALES + sale("2024-11", "店", 9) + sale("2024年11月", "-", 8))
    corrected = project.run()
    assert facts(corrected)["sales"] == {"loaded": 2, "superseded": 4}
    assert project.query(AMOUNTS) == [
        ("202411", "店", 9),
        ("202411", "网", 3),
        ("202411", None, 8),
        ("202412", "店", 5),
    ]
    assert project.quarantine("sales") == []  # the unreadable amount was of a scope that came again
    assert project.query("select batch_id, rows, superseded_by from scopes order by 1, 2, 3") == [
        *((1, 1, 2), (1, 1, None), (1, 1, None), (1, 3, 2)),
        *((2, 1, None), (2, 1, None)),
    ]


def test_of_two_pending_files_with_one_scope_the_newest_wins(project: Project) -> None:
    project.write(
        "data/202411/sales_1.csv", SALES + sale("202411", "店", 1) + sale("202411", "店", 2) + sale("202411", "网", 3)
    )
    project.write("data/202411/sales_2.csv", SALES + sale("202411", "店", 7, "P9"))
    project.write("data/202411/sales_3.csv", SALES + sale("202411", "店", 8))
    both = project.run()
    assert facts(both)["sales"] == {"loaded": 2, "superseded": 3}
    assert project.query(AMOUNTS) == [("202411", "店", 8), ("202411", "网", 3)]
    assert project.quarantine("sales") == []


def test_a_correction_whose_rows_are_all_set_aside_still_replaces_its_scope(project: Project) -> None:
    project.write("data/202411/sales.csv", SALES + sale("202411", "店", 1) + sale("202411", "店", 2))
    project.run()
    project.write("data/202411/sales.csv", SALES + sale("202411", "店", 3, "P9"))
    assert facts(project.run())["sales"] == {"quarantined": 1, "superseded": 2}
    assert project.query(AMOUNTS) == []

    project.write("seeds/products.csv", PRODUCTS + "P9,Rice\n")
    assert facts(project.run())["sales"] == {"loaded": 1}
    assert project.query(AMOUNTS) == [("202411", "店", 3)]


@pytest.mark.parametrize("policy", ["fail", "register"])
def test_a_row_in_quarantine_that_a_correction_supersedes_fails_no_gate_and_derives_nothing(
    project: Project, policy: str
) -> None:
    project.write("data/202411/sales.csv", SALES + sale("202411", "店", 1) + sale("202411", "店", 2, "P9"))
    assert facts(project.run())["sales"] == {"loaded": 1, "quarantined": 1}

    project.edit("data_sources", SALES_PRODUCT + "quarantine", SALES_PRODUCT + policy)
    project.write("data/202411/sales.csv", SALES + sale("202411", "店", 3))
    assert facts(project.run())["sales"] == {"loaded": 1, "superseded": 2}
    assert project.query(AMOUNTS) == [("202411", "店", 3)]
    assert project.quarantine("sales") == []
    assert project.query("select code from product order by 1") == [("P1",), ("P2",)]


def test_a_row_in_quarantine_whose_scope_means_another_one_now_is_superseded_with_that(project: Project) -> None:
    project.write("data/202411/sales.csv", SALES + sale("202411", "无", 1, "P9"))
    project.run()
    project.edit("data_sources", '"空白"]', '"空白", "无"]')
    project.run()
    held = "select cast(_scope as json) ->> '渠道', _reasons from warehouse_quarantine.sales"
    assert project.query(held) == [(None, "missing_key:fk_product")]
    project.write("data/202411/sales.csv", SALES + sale("202411", "", 2))
    assert facts(project.run())["sales"] == {"loaded": 1, "superseded": 1}
    assert project.query(held) == []


def test_the_same_bytes_are_skipped_unless_something_newer_took_their_place(project: Project) -> None:
    a, b = SALES + sale("202411", "店", 1), SALES + sale("202411", "店", 2)
    project.write("data/202411/sales.csv", a)
    project.run()
    project.write("data/202411/sales_copy.csv", a)
    again = project.run()
    assert landed(again) == [
        ("data/202411/sales.csv", "already_loaded"),
        ("data/202411/sales_copy.csv", "already_loaded"),
    ]
    assert "batch 1" in (again.files[1].reason or "")

    (project.root / "data/202411/sales_copy.csv").unlink()
    for text, amount in ((b, 2), (a, 1)):
        project.write("data/202411/sales.csv", text)
        assert facts(project.run())["sales"] == {"loaded": 1, "superseded": 1}
        assert project.query(AMOUNTS) == [("202411", "店", amount)]


def test_a_copy_that_lies_there_does_not_undo_the_correction_of_its_original(project: Project) -> None:
    a, b = SALES + sale("202411", "店", 1), SALES + sale("202411", "店", 2)
    project.write("data/202411/sales.csv", a)
    project.write("data/202411/sales_copy.csv", a)
    project.run()
    project.write("data/202411/sales.csv", b)
    project.run()
    before = project.contents()
    assert landed(project.run()) == [
        ("data/202411/sales.csv", "already_loaded"),
        ("data/202411/sales_copy.csv", "already_loaded"),
    ]
    assert project.contents() == before
    assert project.query(AMOUNTS) == [("202411", "店", 2)]


def test_old_bytes_that_come_while_their_correction_waits_behind_a_gate_win(project: Project) -> None:
    project.edit("data_sources", SALES_PRODUCT + "quarantine", SALES_PRODUCT + "fail")
    project.write("data/202411/sales.csv", SALES + sale("202411", "店", 1))
    project.run()
    project.write("data/202411/sales_corrected.csv", SALES + sale("202411", "店", 2, "P9"))
    project.run(exit_code=3)
    project.write("data/202411/sales_old.csv", SALES + sale("202411", "店", 1))
    assert facts(project.run())["sales"] == {"loaded": 1, "superseded": 2}
    assert project.query("select _batch_id, 金额::int from 销售明细") == [(3, 1)]


def test_without_a_scope_every_file_adds_its_rows(project: Project) -> None:
    project.write("data/202411/returns.csv", RETURNS + "r1,001,长城公司,P1,1,\nr1,001,长城公司,P1,1,\n")
    assert facts(project.run())["returns"] == {"loaded": 2}
    project.write("data/202411/returns_2.csv", RETURNS + "r1,001,长城公司,P1,1,\n")
    assert facts(project.run())["returns"] == {"loaded": 1}
    assert project.query("select _batch_id, _row_number, order_no from returns order by 1, 2") == [
        *((1, 2, "r1"), (1, 3, "r1")),
        (2, 2, "r1"),
    ]


def test_a_correction_taken_back_gives_what_was_there_but_for_scopes_that_only_it_delivered(project: Project) -> None:
    """Among several files of one month, and with an empty file in between, which replaces nothing."""
    path, amounts = "data/202411/sales.csv", "select 渠道, 金额::int from 销售明细 order by 2"
    a = SALES + sale("202411", "店", 1) + sale("202411", "网", 3)
    project.write(path, a)
    project.write("data/202411/sales_2.csv", SALES + sale("202411", "邮", 5))
    assert facts(project.run())["sales"] == {"loaded": 3}
    project.write(path, SALES + sale("202411", "店", 2) + sale("202411", "直", 4))
    assert facts(project.run())["sales"] == {"loaded": 2, "superseded": 1}
    assert project.query(amounts) == [("店", 2), ("网", 3), ("直", 4), ("邮", 5)]

    project.write(path, SALES)
    emptied = project.run()
    assert (emptied.files[0].rows, emptied.files[0].reason) == (0, "there are no rows below the header")
    assert facts(emptied)["sales"] == {}
    assert project.query(amounts) == [("店", 2), ("网", 3), ("直", 4), ("邮", 5)]

    project.write(path, a)
    project.write("data/202411/sales_2.csv", SALES + sale("202411", "邮", 6))
    assert facts(project.run())["sales"] == {"loaded": 3, "superseded": 3}
    assert project.query(amounts) == [("店", 1), ("网", 3), ("直", 4), ("邮", 6)]
    assert project.query("select count(*) from loads") == [(6,)]


def test_the_sheets_of_a_workbook_are_corrected_together(project: Project) -> None:
    """Each sheet is a batch. A scope that both deliver is the last one's, as with two files."""
    project.edit("data_sources", '{patterns: ["sales*.csv"]}', '{patterns: ["sales*.xlsx"], sheets: [店, 网]}')

    def workbook(**sheets: list[tuple[str, int]]) -> None:
        path = project.root / "data/202411/sales.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        with xlsxwriter.Workbook(str(path)) as book:
            for name, rows in sheets.items():
                sheet = book.add_worksheet(name)
                lines = [SALES, *(sale("202411", channel, amount) for channel, amount in rows)]
                for number, line in enumerate(lines):
                    sheet.write_row(number, 0, line.rstrip("\n").split(","))

    workbook(店=[("店", 1), ("店", 2), ("直", 3)], 网=[("网", 4), ("网", 5)])
    assert facts(project.run())["sales"] == {"loaded": 5}
    workbook(店=[("店", 6), ("邮", 0)], 网=[("网", 7), ("直", 8), ("邮", 9)])
    assert facts(project.run())["sales"] == {"loaded": 4, "superseded": 6}
    assert project.query("select _batch_id, 渠道, 金额::int from 销售明细 order by 3") == [
        *((3, "店", 6), (4, "网", 7), (4, "直", 8), (4, "邮", 9)),
    ]


def test_an_older_batch_that_commits_after_a_newer_one_was_loaded_does_not_overwrite_it(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Batch 1 has its number and its rows, and its transaction is open, while batch 2 lands, commits and is loaded.

    Landing lets the second wait for the first; here it does not, for the pipeline must not need that.
    """
    project.generate()
    target = read_target(find_project(project.root), "server")
    connection = connect(target)
    prepare(project.warehouse(connection))
    connection.close()
    old = project.write(
        "elsewhere/sales_old.csv",
        SALES + sale("202411", "店", 1) + sale("202411", "网", 2) + sale("202411", "店", 3, "P9"),
    )
    new = project.write("elsewhere/sales_new.csv", SALES + sale("202411", "店", 7))
    put = parts.put

    def land_file(path: Any) -> None:
        connection = connect(target)
        try:
            land(
                project.warehouse(connection),
                project.root,
                domains=["sales"],
                files=[path],
            )
        finally:
            connection.close()

    def put_late(*given: Any) -> None:
        monkeypatch.setattr(parts, "put", put)
        land_file(new)
        assert set(project.dbt("build").values()) <= {"success", "pass"}
        assert project.query("select batch_id from batches") == [(2,)]
        assert project.query(AMOUNTS) == [("202411", "店", 7)]
        put(*given)

    monkeypatch.setattr(ledger, "lock_domain", lambda *given: None)
    monkeypatch.setattr(parts, "put", put_late)
    land_file(old)
    assert project.query("select batch_id from batches order by landed_at") == [(1,), (2,)]
    assert facts(project.run())["sales"] == {"loaded": 1, "superseded": 2}
    assert project.query(AMOUNTS) == [("202411", "店", 7), ("202411", "网", 2)]
    assert project.quarantine("sales") == []
    assert project.query("select batch_id from loads order by loaded_at") == [(2,), (1,)]


def test_large_and_small_batches_of_one_run_load_as_one_and_a_column_of_the_user_stays(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large batch has a part that is made with its rows, small ones share one."""
    monkeypatch.setattr(parts, "OWN_ROWS", 40)
    project.write("data/202411/sales.csv", SALES + sale("202411", "店", 1, "P9") + sale("202411", "店", 2))
    project.run()
    project.query("alter table warehouse.销售明细 add 备注 text, alter 渠道 set not null")
    project.edit("data_sources", "金额: {type: ", "件数: integer\n      金额: {type: ")

    large = [sale("202412", f"店{number}", number) for number in range(40)]
    project.write("data/202412/sales_large.csv", SALES + "".join(large))
    for number in range(3):
        project.write(f"data/202412/sales_{number}.csv", SALES + sale("202501", f"网{number}", number))
    project.write("seeds/products.csv", PRODUCTS + "P9,Salt\n")
    assert facts(project.run())["sales"] == {"loaded": 44}  # one of them has left quarantine
    counts = "select _batch_id, count(*), count(备注), sum(金额)::int from 销售明细 group by 1 order by 2, 4"
    assert [row[1:] for row in project.query(counts)] == [(1, 0, 0), (1, 0, 1), (1, 0, 2), (2, 0, 3), (40, 0, 780)]
    shapes = """
        select count(distinct (attname, format_type(atttypid, atttypmod), attnotnull)), count(distinct attrelid)
        from pg_attribute
        inner join pg_inherits on inhrelid = attrelid and inhparent = 'warehouse.销售明细'::regclass
        where attnum > 0 and not attisdropped
    """
    columns = "select count(*) from pg_attribute where attrelid = 'warehouse.销售明细'::regclass and attnum > 0"
    assert project.query(shapes) == [(*project.query(columns)[0], 2)]
    assert project.verify() == {}


def test_a_null_in_a_column_that_the_user_made_required_stops_a_large_batch(project: Project) -> None:
    project.write("data/202411/sales.csv", SALES + sale("202411", "店", 1))
    project.run()
    project.query("alter table warehouse.销售明细 alter 渠道 set not null")
    project.write("data/202412/sales.csv", SALES + sale("202412", "-", 2))
    stopped = project.run(exit_code=1)
    assert 'column "渠道"' in str(stopped.errors)
    assert project.query("select count(*) from 销售明细") == [(1,)]

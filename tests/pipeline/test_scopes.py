"""A file replaces the scopes that it delivers, whole, and no others; the newest delivery of a scope wins."""

import pytest

from ..support.company import PRODUCTS, RETURNS, SALES
from ..support.project import Project, facts, landed

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

"""What stewards decide does at once what a rebuild from the files would do, and can be taken back."""

import secrets
from typing import Any

import psycopg2
import pytest

from ..cli.conftest import Refill
from ..support.company import RETURNS
from ..support.project import Project, facts

STEWARD = f"refill_test_{secrets.token_hex(6)}"
DECISIONS = (
    ("approve", "客户", "008", "--note", "the client said so"),
    ("approve", "客户", "O01", "--set", "等级=A", "--set", "名称=长城公司（北）"),
    ("reject", "客户", "XX", "--withdraw"),
    ("merge", "客户", "009", "into", "001"),
    ("merge", "product", "p1-", "into", "P1"),
    ("merge", "地区", "W", "into", "S"),
)
FOR_GOOD = """
drop schema warehouse, warehouse_staging, warehouse_quarantine, warehouse_partitions cascade;
drop schema warehouse_snapshots, warehouse_seeds cascade;
alter table audit disable trigger user;
truncate audit, loads, staged, scopes, staged_scopes, quarantine_inputs, syncs, sync_log, conflicts, snapshots, changes;
truncate coverage, runs;
alter table audit enable trigger user;
truncate warehouse_landing.customer, warehouse_landing.region;
"""


def state(project: Project) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that a person sees, without times."""
    return {
        "sales": project.query("select _row_number, 客户号, 地区代码, 产品, 金额 from 销售明细 order by 1"),
        "returns": project.query("select _row_number, customer, product from returns order by 1"),
        "held": sorted(row[:3] for domain in ("sales", "returns") for row in project.quarantine(domain)),
        "regions": project.query(f"select 地区代码, 名称, {TRACKED} from 地区 order by 1"),
        "customers": project.query(f"select 客户号, 名称, 地区代码, 等级, {TRACKED} from 客户 order by 1"),
    }


TRACKED = "_source, _needs_review, _derived_from_domain, _derived_columns, _retired_at is not null"


def decide(refill: Refill, project: Project) -> None:
    for arguments in DECISIONS:
        answer = refill("review", *arguments, "--by", "lin")
        assert (answer.exit_code, answer.err) == (0, ""), arguments


def test_decisions_hold_at_once_after_a_run_and_after_a_rebuild_from_raw(refill: Refill, project: Project) -> None:
    decide(refill, project)
    assert project.verify() == {}
    decided = state(project)
    assert decided == {
        "sales": [
            (2, "001", "N", "P1", 10),
            (3, "008", "S", "P1", 20),
            (4, "008", "S", "P1", 1.5),
            (5, "001", "S", "P1", 5),
            (6, "O01", "NN", "P1", 7),
        ],
        "returns": [(2, "008", "P1"), (4, "011", "P1")],
        "held": [
            ("data/202411/returns.csv", 3, "rejected_key:fk_returns_customer"),
            ("data/202411/sales.csv", 7, "missing_key:fk_product"),
            ("data/202411/sales.csv", 8, "rejected_key:fk_customer"),
        ],
        "regions": [
            ("N", "北方", "authoritative", False, None, [], False),
            ("NN", None, "auto_derived", True, "sales", [], False),
            ("S", "南方", "authoritative", False, None, [], False),
        ],
        "customers": [
            ("001", "长城公司", "N", "A", "authoritative", False, None, [], False),
            ("002", "黄河公司", "S", "B", "authoritative", False, None, [], False),
            ("008", "泰山有限公司", "S", None, "authoritative", False, "sales", [], False),
            ("011", "恒山公司", None, None, "auto_derived", True, "returns", ["名称"], False),
            ("O01", "长城公司（北）", "NN", "A", "authoritative", False, "sales", [], False),
        ],
    }

    outcome = project.run()
    assert facts(outcome) == {"sales": {"loaded": 1}, "returns": {}}
    assert {row["table"]: row["inserted"] + row["updated"] for row in outcome.references} == {
        "地区": 0,
        "客户": 0,
        "product": 0,
    }
    returned = {
        "sales": [*decided["sales"], (7, "001", "N", "P1", 3)],
        "held": [decided["held"][0], decided["held"][2]],
    }
    assert state(project) == decided | returned

    project.query(FOR_GOOD)
    project.run()
    assert project.verify() == {}
    assert state(project) == decided | returned


def test_decisions_are_taken_back_as_if_nobody_had_decided(refill: Refill, project: Project) -> None:
    before = state(project)
    decide(refill, project)
    for table, key in (
        ("客户", "008"),
        ("客户", "O01"),
        ("客户", "XX"),
        ("客户", "009"),
        ("product", "P1-"),
        ("地区", "W"),
    ):
        answer = refill("review", "reopen", table, key, "--by", "wang")
        assert (answer.exit_code, answer.err) == (0, ""), key
        assert project.verify() == {}, key
    project.dbt("build", "--full-refresh")
    assert state(project) == before


def refused(refill: Refill, *arguments: str) -> tuple[int, str]:
    answer = refill("review", *arguments, "--by", "lin")
    return answer.exit_code, answer.err.removeprefix("refill: ").rstrip("\n")


def test_what_cannot_be_decided_is_refused_and_changes_nothing(refill: Refill, project: Project) -> None:
    before = project.contents()
    merge = ("merge", "客户", "008", "into")
    assert refused(refill, "approve", "客户", "001") == (3, "The row comes from its source: correct it there.")
    assert refused(refill, "approve", "客户", "nobody") == (3, "There is no such row.")
    assert refused(refill, "reject", "客户", "nobody") == (3, "There is no such row.")
    assert refused(refill, "reopen", "客户", "008") == (3, "Nothing has been decided on this key.")
    assert refused(refill, *merge, "nobody") == (3, "There is no row under the target key, or it was rejected.")
    assert refused(refill, *merge, " 008 ") == (3, "A key is not merged into itself.")
    assert refused(refill, "approve", "客户", "008", "--set", "客户号=1")[1] == (
        "Column 客户号: there is no such attribute to correct."
    )
    assert refused(refill, "approve", "客户", "008", "--version", "1")[1] == (
        "The row has changed since it was exported: look at it again."
    )
    assert refused(refill, "approve", "顾客", "008") == (
        2,
        "reference table '顾客' is not configured. There are: product, 地区, 客户.",
    )
    assert refused(refill, "approve", "客户", "x'; drop table 客户 --") == (3, "There is no such row.")
    assert project.contents() == before


def test_a_key_is_decided_once_until_it_is_reopened_and_chains_of_merges_lead_to_their_end(
    refill: Refill, project: Project
) -> None:
    assert refused(refill, "approve", "客户", "008") == (0, "")
    assert refused(refill, "approve", "客户", "008") == (3, "The row has been approved already.")
    assert refused(refill, "merge", "客户", "009", "into", "O01") == (0, "")
    again = "The key was merged already: reopen it first."
    assert refused(refill, "merge", "客户", "009", "into", "001") == (3, again)
    assert refused(refill, "merge", "客户", "O01", "into", "009")[1] == (
        "The target was itself merged into another key: merge into that one."
    )
    assert refused(refill, "merge", "客户", "O01", "into", "008") == (0, "")
    in_force = "select key ->> '客户号', decision, target ->> '客户号' from decisions_in_force('客户') order by 1"
    assert project.query(in_force) == [
        ("008", "approve", None),
        ("009", "merge", "008"),
        ("O01", "merge", "008"),
    ]
    assert project.query("select distinct 客户号 from 销售明细 order by 1") == [("001",), ("008",), ("XX",)]
    assert refused(refill, "reject", "客户", "008", "--withdraw") == (0, "")
    assert [decision for _, decision, _ in project.query(in_force)] == ["reject"] * 3
    assert refused(refill, "reopen", "客户", "009") == (0, "")
    assert [decision for _, decision, _ in project.query(in_force)] == ["reject", "reject"]


def test_a_rejected_row_stays_retired_while_facts_refer_to_it(refill: Refill, project: Project) -> None:
    row = "select _needs_review, _retired_at is not null from 客户 where 客户号 = 'XX'"
    assert refused(refill, "reject", "客户", "XX") == (0, "")
    assert project.query(row) == [(False, True)]
    assert project.verify() == {}
    assert refused(refill, "reject", "客户", "XX") == (3, "The key was rejected already.")
    assert refused(refill, "reopen", "客户", "XX") == (0, "")
    assert project.query(row) == [(True, False)]
    assert refused(refill, "reject", "客户", "XX", "--withdraw") == (0, "")
    assert project.query(row) == []


def test_a_rejected_row_is_no_target_of_a_merge_and_may_be_approved_after_all(refill: Refill, project: Project) -> None:
    assert refused(refill, "reject", "客户", "XX") == (0, "")
    gone = "There is no row under the target key, or it was rejected."
    assert refused(refill, "merge", "客户", "009", "into", "XX") == (3, gone)
    with pytest.raises(psycopg2.Error, match="The key was rejected already"):
        project.query("""select reject('客户', '{"客户号": "XX"}', null, 'lin', null, null)""")
    assert refused(refill, "approve", "客户", "XX") == (0, "")
    row = "select _source, _needs_review, _retired_at is not null from 客户 where 客户号 = 'XX'"
    assert project.query(row) == [("authoritative", False, False)]


def test_a_reopened_row_whose_parent_is_gone_has_none(refill: Refill, project: Project) -> None:
    for table, key in (("客户", "008"), ("地区", "W")):
        assert refused(refill, "reject", table, key, "--withdraw") == (0, "")
    assert refused(refill, "reopen", "客户", "008") == (0, "")
    row = "select 名称, 地区代码, _derived_columns from 客户 where 客户号 = '008'"
    assert project.query(row) == [("泰山有限公司", None, ["名称"])]


def test_rows_that_are_set_aside_in_a_domain_without_scopes_stop_no_later_run(refill: Refill, project: Project) -> None:
    assert refused(refill, "reject", "客户", "XX", "--withdraw") == (0, "")
    assert project.query("select _row_number, _scope from warehouse_quarantine.returns") == [(3, None)]
    for order in ("r8", "r9"):
        project.write(f"data/202412/returns-{order}.csv", f"{RETURNS}{order},001,长城公司,P1,1,2024-12-30\n")
        assert facts(project.run())["returns"] == {"loaded": 1}
    assert project.verify() == {}


def test_undoing_a_batch_leaves_what_a_steward_has_decided(refill: Refill, project: Project) -> None:
    assert refused(refill, "approve", "客户", "008") == (0, "")
    assert refused(refill, "reject", "客户", "XX", "--withdraw") == (0, "")
    undone = project.run(undo=1).undone
    assert undone is not None
    assert (undone.facts, undone.quarantined, undone.deleted) == (5, 2, {"客户": 2, "地区": 1})
    left = "select 客户号, 地区代码, _source from 客户 where 客户号 not in ('001', '002') order by 1"
    assert project.query(left) == [("008", "W", "authoritative"), ("011", None, "auto_derived")]


def test_an_approved_value_still_says_which_row_it_came_from(refill: Refill, project: Project) -> None:
    assert refused(refill, "approve", "客户", "008") == (0, "")
    cells = {cell["column"]: cell for cell in refill("explain", "客户", "008", "--json").document["cells"]}
    assert (cells["名称"]["origin"], [row["row"] for row in cells["名称"]["first"]]) == ("facts", [3])


def test_decisions_are_only_added(refill: Refill, project: Project) -> None:
    assert refused(refill, "approve", "客户", "008") == (0, "")
    for statement in ("update decisions set note = ''", "delete from decisions", "truncate decisions"):
        with pytest.raises(psycopg2.Error, match="Decisions are only added"):
            project.query(statement)


def test_who_may_call_the_functions_needs_no_right_to_write(refill: Refill, project: Project) -> None:
    connection = project.server.connect()
    call = "select warehouse_ledger.approve('客户', '{\"客户号\": \"008\"}', null, 'lin', null, null)"
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"create role {STEWARD}; grant usage on schema warehouse_ledger to {STEWARD}")
            cursor.execute("savepoint without; set local role " + STEWARD)
            with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                cursor.execute(call)
            cursor.execute("rollback to without")
            approve = "warehouse_ledger.approve(text, jsonb, jsonb, text, text, bigint)"
            cursor.execute(f"grant execute on function {approve} to {STEWARD}; set local role {STEWARD}")
            cursor.execute(call)
            assert cursor.fetchall() == [(1,)]
            with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                cursor.execute(
                    "insert into warehouse_ledger.decisions (table_name, key, decision, decided_by) "
                    "values ('客户', '{}', 'approve', 'lin')"
                )
    finally:
        connection.rollback()
        connection.close()


def test_nobody_decides_while_a_run_holds_the_lock(refill: Refill, project: Project) -> None:
    connection = project.server.connect()
    try:
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_lock(hashtextextended('refill run warehouse', 0))")
            exit_code, message = refused(refill, "approve", "客户", "008")
            assert (exit_code, message.split(" (")[0]) == (3, "Another run holds the lock of schema warehouse")
        with pytest.raises(psycopg2.Error, match="Another run holds the lock of schema warehouse"):
            project.query("select approve('客户', '{\"客户号\": \"008\"}', null, 'lin', null, null)")
    finally:
        connection.close()

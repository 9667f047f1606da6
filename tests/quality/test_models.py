"""What each quality model says of the same small history."""

from psycopg2 import sql

from ..support.project import Project
from .conftest import Lived


def said(project: Project, model: str, columns: str, order: str = "1, 2, 3") -> list[tuple[object, ...]]:
    return project.query(f"select {columns} from warehouse_quality.quality_{model} order by {order}")


def test_each_reference_table_has_its_state_at_the_end_of_each_day(lived: Lived) -> None:
    columns = (
        "table_name collate \"C\", cast(now() at time zone 'UTC' as date) - day, total, authoritative, auto_derived,"
        " needs_review, retired, derived_ratio::text, (now() - oldest_open) > interval '39 days'"
    )
    before = {"product": (2, 2, 0, 0, 0, "0.0000", None), "地区": (4, 2, 2, 2, 0, "0.5000", False)}
    customers = {3: (4, 2, 2, 2, 0, "0.5000", False), 0: (4, 3, 1, 1, 0, "0.2500", True)}
    assert said(lived.project, "reference_tables", columns, "1, 2 desc") == [
        *(("product", ago, *before["product"]) for ago in (3, 2, 1, 0)),
        *(("地区", ago, *before["地区"]) for ago in (3, 2, 1, 0)),
        *(("客户", ago, *customers[3]) for ago in (3, 2, 1)),
        ("客户", 0, *customers[0]),
    ]


def test_the_thresholds_are_measured_and_warn_without_stopping_anything(lived: Lived) -> None:
    assert said(
        lived.project, "thresholds", 'rule collate "C", table_name collate "C", found::text, allowed::text, is_crossed'
    ) == [
        ("derived_ratio", "product", "0.0000", "0.1", False),
        ("derived_ratio", "地区", "0.5000", "0.1", True),
        ("derived_ratio", "客户", "0.2500", "0.4", False),
        ("open_reviews", "product", "0", "1000", False),
        ("open_reviews", "地区", "2", "1000", False),
        ("open_reviews", "客户", "1", "1", False),
        ("review_age", "product", "0.0", "30", False),
        ("review_age", "地区", "0.0", "30", False),
        ("review_age", "客户", "40.0", "30", True),
    ]
    first, second, third = lived.project.outcomes[:3]
    assert [outcome.exit_code for outcome in (first, second, third)] == [0, 0, 0]
    regions = {"rule": "derived_ratio", "table": "地区", "found": 0.5, "allowed": 0.1}
    assert first.warnings == [
        regions,
        {"rule": "derived_ratio", "table": "客户", "found": 0.5, "allowed": 0.4},
        {"rule": "open_reviews", "table": "客户", "found": 2.0, "allowed": 1.0},
    ]
    assert third.warnings == [regions, {"rule": "review_age", "table": "客户", "found": 40.0, "allowed": 30.0}]


def test_the_tests_of_dbt_bear_the_names_of_the_rules_and_warn(lived: Lived) -> None:
    found = lived.project.dbt("test", "--select", "tag:thresholds")
    assert {name: status for name, status in found.items() if not name.startswith("refill-on-run")} == {
        "derived_ratio": "warn",
        "open_reviews": "pass",
        "review_age": "warn",
    }


def test_the_weight_that_rests_on_unreviewed_rows(lived: Lived) -> None:
    columns = (
        'domain, table_name collate "C", unreviewed_rows, fact_rows, all_fact_rows, weight::text, whole_weight::text'
    )
    assert said(lived.project, "weight", f"{columns}, share_of_facts::text, share_of_weight::text") == [
        ("returns", "product", 0, 0, 2, None, None, "0.0000", None),
        ("returns", "客户", 1, 1, 2, None, None, "0.5000", None),
        ("sales", "product", 0, 0, 4, "0", "100.00", "0.0000", "0.0000"),
        ("sales", "地区", 2, 3, 4, "40.00", "100.00", "0.7500", "0.4000"),
        ("sales", "客户", 1, 2, 4, "10.00", "100.00", "0.5000", "0.1000"),
    ]
    assert said(lived.project, "weight", 'says collate "C"', "1") == [
        ("0.0 % of the facts rest on 0 unreviewed rows of product",),
        ("0.0 % of 金额 rests on 0 unreviewed rows of product",),
        ("10.0 % of 金额 rests on 1 unreviewed row of 客户",),
        ("40.0 % of 金额 rests on 2 unreviewed rows of 地区",),
        ("50.0 % of the facts rest on 1 unreviewed row of 客户",),
    ]


def test_the_runs_with_what_they_did(lived: Lived) -> None:
    columns = (
        "outcome, exit_code, built_everything, inserted, derived, filled, promoted, updated, restored, retired,"
        " needs_review, loaded, quarantined, rejected, superseded, skipped, failed_gates, sources_read, sources_failed"
    )
    assert said(lived.project, "runs", columns, "started_at")[:3] == [
        ("done", 0, True, 10, 4, 0, 0, 0, 0, 0, 4, 4, 1, 0, 0, 0, None, 2, 0),
        ("done", 0, False, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, None, 2, 0),
        ("done", 0, False, 0, 0, 0, 0, 0, 0, 0, 3, 2, 0, 0, 0, 0, None, 2, 0),
    ]


def test_the_conflicts_with_what_has_become_of_them(lived: Lived) -> None:
    columns = "table_name, key, column_name, kept, kept_from, other, other_from, value_now, stands"
    assert said(lived.project, "conflicts", columns, "key") == [
        ("客户", {"客户号": "009"}, "名称", "九号公司", "sales", "九号旧名", "sales", "九号", False),
        ("客户", {"客户号": "010"}, "名称", "十号公司", "sales", "十号旧名", "sales", "十号公司", True),
    ]


def test_the_coverage_of_a_foreign_key_run_by_run(lived: Lived) -> None:
    lived.project.query(
        "delete from coverage; insert into coverage values"
        " ('a', 'sales', 'fk_region', '地区', 4, 2, 1, 1, 1, 0, now() - interval '1 day'),"
        " ('b', 'sales', 'fk_region', '地区', 3, 1, 1, 0, 0, 0, now()),"
        " ('b', 'returns', 'fk_returns_product', 'product', 0, 0, 0, 0, 2, 0, now())"
    )
    columns = "run_id, foreign_key, keys, missing, authoritative_share::text, derived_share::text, is_latest"
    assert said(lived.project, "coverage", columns, "1, 2") == [
        ("a", "fk_region", 4, 0, "0.5000", "0.5000", False),
        ("b", "fk_region", 3, 1, "0.3333", "0.3333", True),
        ("b", "fk_returns_product", 0, 0, None, None, True),
    ]


COLUMNS = ("客户号", "名称", "地区代码", "等级", "_source", "_needs_review")
OF_HISTORY = """
select {columns} from warehouse_snapshots.snap_customer
where dbt_valid_from <= %s and (dbt_valid_to is null or dbt_valid_to > %s)
order by 1
"""
OF_AUDIT = """
select {fields}
from (
    select distinct on (key) after from audit where table_name = '客户' and changed_at <= %s order by key, sequence desc
) as held
where after is not null
order by 1
"""


def test_the_history_is_what_the_audit_log_replays_to_and_a_deleted_row_stays_in_it(lived: Lived) -> None:
    fields = ", ".join(f"after ->> '{column}'" for column in COLUMNS)
    columns = sql.SQL(", ").join(sql.SQL("{}::text").format(sql.Identifier(column)) for column in COLUMNS)
    history = [lived.project.query(sql.SQL(OF_HISTORY).format(columns=columns), m, m) for m in lived.moments]
    audit = [lived.project.query(OF_AUDIT.format(fields=fields), moment) for moment in lived.moments]
    deleted = ("011", None, None, None, "auto_derived", "true")
    assert history[0] == audit[0]
    assert history[1] == audit[1] == sorted([*audit[0], deleted])
    assert history[2] == sorted([*audit[2], deleted])
    versions = "select 客户号, count(*) from warehouse_snapshots.snap_customer group by 1 order by 1"
    assert lived.project.query(versions) == [("001", 1), ("002", 1), ("009", 2), ("010", 1), ("011", 1)]

"""The six promises, in the order in which a reader would doubt them.

1. The configuration parses, with all foreign keys.
2. Reference tables are filled in topological order: grandparent, parent, child.
3. A cycle is refused.
4. After a run every foreign key of every fact is covered, by rows and by constraints.
5. The tracking columns say which rows are authoritative and which were derived, from what, and when.
6. Ten thousand fact rows whose keys are all new are backfilled far faster than 2,000 rows a second.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from refill.config.load import ConfigError, load_config

from ..conftest import SCRATCH
from ..support.project import Project, facts
from ..support.servers import REPOSITORY, Server, scratch_database

DATA = """\
version: 1
domains:
  payments:
    description: What clients paid under their contracts
    files: {path: "{YYYYMM}", patterns: ["*.csv"]}
    fact: {model: fct_payments, table: 缴费明细}
    columns:
      {月度: month, 合同号: text, 合同名称: text, 客户号: text, 客户名称: text, 地区代码: text, 金额: "numeric(18,2)"}
    foreign_keys:
      - name: fk_contract
        source_column: 合同号
        target_table: 合同
        target_key: 合同号
        depends_on: [fk_client]
        backfill_columns:
          - {source: 合同名称, target: 名称}
          - {source: 客户号, target: 客户号}
      - name: fk_client
        source_column: 客户号
        target_table: 客户
        target_key: 客户号
        backfill_columns:
          - {source: 客户名称, target: 名称}
          - {source: 地区代码, target: 地区代码, aggregation: {type: max_by, order_column: 金额}}
      - {name: fk_area, source_column: 地区代码, target_table: 地区, target_key: 地区代码}
"""
REFERENCES = """\
version: 1
reference_tables:
  合同:
    model: dim_contract
    key: 合同号
    columns: {合同号: text, 名称: text, 客户号: text}
    foreign_keys: [{column: 客户号, target_table: 客户}]
  客户:
    model: dim_client
    key: 客户号
    columns: {客户号: text, 名称: text, 地区代码: text}
    source: {type: file, path: reference/clients.csv}
    strategy: merge
    foreign_keys: [{column: 地区代码, target_table: 地区}]
  地区:
    model: dim_area
    key: 地区代码
    columns: {地区代码: text}
"""
ROWS = 10_000
FOREIGN_KEYS = """
select child.relname::text, parent.relname::text
from pg_constraint
join pg_class child on child.oid = conrelid join pg_class parent on parent.oid = confrelid
where contype = 'f' and convalidated and connamespace = 'warehouse'::regnamespace order by 1, 2
"""
ORPHANS = """
select count(*) from 缴费明细
left join 合同 using (合同号)
left join 客户 on 客户.客户号 = 缴费明细.客户号
left join 地区 on 地区.地区代码 = 缴费明细.地区代码
where 合同.合同号 is null or 客户.客户号 is null or 地区.地区代码 is null
"""
TRACKING = "_source, _needs_review, _derived_from_domain, _derived_from_batch, _derived_columns, _retired_at"


@pytest.fixture(scope="module")
def company(workshop: Path, server: Server) -> Iterator[Project]:
    """Three levels of reference rows, of which one client is known; then ten thousand payments."""
    with scratch_database(server, SCRATCH) as database, pytest.MonkeyPatch.context() as environment:
        for name, value in database.environment.items():
            environment.setenv(name, value)
        root = workshop / f"acceptance {Path(database.host).name}"
        root.mkdir()
        project = Project(root, database, artifacts=True)  # of which the last test reads how long each node took
        project.reset()
        project.configure(DATA, REFERENCES)
        project.write("reference/clients.csv", "客户号,名称,地区代码\nC0001,长城公司,\n")
        project.run()
        rows = [
            {
                "月度": "202411",
                "合同号": f"H{n % 5000:05}",
                "合同名称": f"合同{n % 5000}",
                "客户号": f"C{n % 1000:04}",
                "客户名称": f"公司{n % 1000}",
                "地区代码": f"R{n % 1000 % 40:02}",
                "金额": f"{n}.50",
            }
            for n in range(ROWS)
        ]
        project.write_csv("payments", "202411", rows)
        project.run()
        yield project
        assert project.verify() == {}


def test_1_the_configuration_parses_with_all_its_foreign_keys() -> None:
    config = load_config(REPOSITORY / "config")
    keys = ["fk_plan", "fk_portfolio", "fk_product_line", "fk_organization", "fk_customer"]
    assert {name: [key.name for key in domain.foreign_keys] for name, domain in config.domains.items()} == {
        "annuity_performance": keys,
        "annuity_income": keys,
    }
    assert {key.target_table for domain in config.domains.values() for key in domain.foreign_keys} == set(config.tables)


def test_2_the_order_is_grandparent_parent_child(company: Project) -> None:
    assert list(company.config.tables) == ["地区", "客户", "合同"]
    order = [
        made
        for (made,) in company.query(
            "select relation from changes where change like 'auto_derived%' order by changed_at"
        )
    ]
    assert order == ["warehouse.地区", "warehouse.客户", "warehouse.合同"]


def test_3_a_cycle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data_sources.yml").write_text(DATA, encoding="utf-8")
    cyclic = REFERENCES + "    foreign_keys: [{column: 地区代码, target_table: 合同}]\n"
    (tmp_path / "reference_sources.yml").write_text(cyclic, encoding="utf-8")
    with pytest.raises(ConfigError, match="a cycle: 合同 → 客户 → 地区 → 合同"):
        load_config(tmp_path)


def test_4_every_foreign_key_of_every_fact_is_covered(company: Project) -> None:
    assert company.query("select count(*) from 缴费明细") == [(ROWS,)]
    assert company.query(ORPHANS) == [(0,)]
    assert company.query(FOREIGN_KEYS) == [
        ("合同", "客户"),
        ("客户", "地区"),
        ("缴费明细", "合同"),
        ("缴费明细", "地区"),
        ("缴费明细", "客户"),
    ]


def test_5_the_tracking_columns_are_right(company: Project) -> None:
    assert company.query(
        f"select 客户号, 名称, 地区代码, {TRACKING} from 客户 where 客户号 in ('C0001', 'C0002') order by 1"
    ) == [
        ("C0001", "长城公司", None, "authoritative", False, None, None, [], None),
        ("C0002", "公司2", "R02", "auto_derived", True, "payments", 1, ["名称", "地区代码"], None),
    ]
    assert company.query(f"select distinct {TRACKING} from 合同") == [
        ("auto_derived", True, "payments", 1, ["名称", "客户号"], None)
    ]
    (earliest, latest), *_ = company.query("select min(_derived_at), max(_derived_at) from 客户")
    assert earliest == latest
    run = "select started_at < %s and %s < finished_at from runs order by started_at desc limit 1"
    assert company.query(run, latest, latest) == [(True,)]
    counts = """
        select _source, count(*), count(_derived_at), count(*) filter (where _needs_review)
        from 客户 group by 1 order by 1
    """
    assert company.query(counts) == [("authoritative", 1, 0, 0), ("auto_derived", 999, 999, 999)]


def test_6_ten_thousand_rows_are_backfilled_far_above_two_thousand_a_second(
    company: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    outcome = company.outcomes[-1]
    derived = {row["table"]: row["derived"] for row in outcome.references}
    assert (facts(outcome), derived) == ({"payments": {"loaded": ROWS}}, {"地区": 40, "客户": 999, "合同": 5000})
    results = json.loads((company.root / "target" / "run_results.json").read_text(encoding="utf-8"))["results"]
    filling = sum(node["execution_time"] for node in results if ".dim_" in node["unique_id"])
    with capsys.disabled():
        print(  # noqa: T201 - a rate is for people to read
            f"\n{ROWS:,} facts with 6,039 new keys: {ROWS / filling:,.0f} rows/s into the reference tables, "
            f"{ROWS / outcome.seconds:,.0f} rows/s from file to fact ({outcome.seconds:.1f} s, start of dbt included)"
        )

"""A run does what something calls for, and no more: dbt starts where rows wait or may be judged otherwise."""

from ..support.company import RETURNS, SALES
from ..support.project import Project, facts
from ..support.servers import only_on

pytestmark = only_on("server")

UNKNOWN = "202411,店,001,长城公司,N,P9,20\n"
BY_HAND = """
insert into warehouse.product (code, name, _source, _needs_review, _derived_columns, _created_at, _updated_at)
values ('P9', 'Rice', 'auto_derived', true, '{}', now(), now())
"""


def started_dbt(project: Project, **options: object) -> bool:
    return "build" in [stage["name"] for stage in project.run(**options).stages]


def test_rows_in_quarantine_start_dbt_only_when_what_they_are_judged_by_has_changed(project: Project) -> None:
    project.write("data/202411/sales.csv", SALES + UNKNOWN)
    assert started_dbt(project)
    assert not started_dbt(project)
    project.query("update 地区 set 名称 = '北部' where 地区代码 = 'N'")  # of a table that the domain refers to
    assert started_dbt(project)
    assert not started_dbt(project)

    project.query(BY_HAND)
    assert facts(project.run())["sales"] == {"loaded": 1}
    assert project.quarantine("sales") == []
    assert not started_dbt(project)
    assert project.verify() == {}


def test_a_row_that_is_freed_while_a_run_is_at_work_leaves_in_the_next_one(project: Project) -> None:
    """The key's row has the smaller number in the audit log, and is committed after the run has read the log."""
    project.write("data/202411/sales.csv", SALES + UNKNOWN)
    with project.server.connect() as connection, connection.cursor() as cursor:
        project.run()
        cursor.execute(BY_HAND)
        project.query("update product set name = 'Black tea' where code = 'P1'")
        project.write("data/202412/sales.csv", SALES + UNKNOWN.replace("202411", "202412"))
        assert facts(project.run())["sales"] == {"quarantined": 1}
    assert facts(project.run())["sales"] == {"loaded": 2}
    assert not started_dbt(project)


def test_what_a_mode_of_one_run_has_judged_is_judged_anew(project: Project) -> None:
    project.write("data/202411/sales.csv", SALES + UNKNOWN)
    project.run()
    project.query("update 地区 set 名称 = '北部' where 地区代码 = 'N'")
    assert started_dbt(project, mode="insert_missing")
    assert started_dbt(project)
    assert not started_dbt(project)


def test_a_mode_for_one_run_makes_no_other_project_of_it(project: Project) -> None:
    """What the run notes, and what it compares to find out whether everything must be built, is the YAML's project."""
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,1\n")
    project.run()
    assert not started_dbt(project, mode="fill_null_only")
    assert project.query("select count(*), count(distinct project_state) from runs") == [(2, 1)]
    assert not started_dbt(project)


def test_a_key_that_one_domain_derives_frees_the_rows_of_another_in_the_same_run(project: Project) -> None:
    fixed = "        target_key: 客户号\n        on_missing: quarantine\n"
    project.edit("data_sources", "        target_key: 客户号\n        priority: 200\n", fixed)
    project.write("data/202411/returns.csv", RETURNS + "r1,009,新公司,P1,1,\n")
    assert facts(project.run()) == {"sales": {}, "returns": {"quarantined": 1}}
    assert not started_dbt(project)
    project.write("data/202411/sales.csv", SALES + "202411,店,009,新公司,N,P1,1\n")
    assert facts(project.run()) == {"sales": {"loaded": 1}, "returns": {"loaded": 1}}
    assert project.quarantine("returns") == []


def test_plain_dbt_tries_them_always_and_a_run_takes_its_word_for_it(project: Project) -> None:
    project.write("data/202411/sales.csv", SALES + UNKNOWN)
    project.run()
    project.query(BY_HAND)
    assert set(project.dbt("build").values()) <= {"success", "pass"}
    assert project.quarantine("sales") == []
    assert not started_dbt(project)


def test_a_run_for_one_domain_stages_no_other_and_derives_nothing_from_it(project: Project) -> None:
    project.run()
    project.write("data/202411/sales.csv", SALES + "202411,店,009,新公司,W,P1,1\n")
    assert project.shell("refill", "land", "--target", "server", **project.server.environment).returncode == 0
    project.write("data/202411/returns.csv", RETURNS + "r1,008,别的公司,P1,1,\n")
    assert facts(project.run(domains=("returns",))) == {"sales": {}, "returns": {"loaded": 1}}
    assert project.query("select 客户号 from 客户 order by 1") == [("001",), ("002",), ("008",)]
    assert project.query("select * from warehouse_ledger.staged where domain = 'sales'") == []
    assert facts(project.run()) == {"sales": {"loaded": 1}, "returns": {}}
    assert project.query("select 客户号 from 客户 order by 1") == [("001",), ("002",), ("008",), ("009",)]
    assert project.verify() == {}


def test_a_build_asks_the_reference_tables_only_about_domains_that_have_rows(project: Project) -> None:
    project.write("data/202411/returns.csv", RETURNS + "r1,008,别的公司,P1,1,\n")
    compiled = project.root / "target/compiled/refill/models/generated/dimensions/dim_customer.sql"

    def asked() -> list[str]:
        text = compiled.read_text(encoding="utf-8")
        return [name for name in ("stg_sales", "stg_returns") if name in text]

    project.run()
    assert asked() == ["stg_returns"]
    project.dbt("build")
    assert asked() == []
    project.dbt("compile")
    assert asked() == ["stg_sales", "stg_returns"]

"""dbt works beside refill, from a shell in the project's root with nothing exported."""

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from refill.database.target import read_target
from refill.project.project import find_project

from ..support import company
from ..support.company import RETURNS, SALES
from ..support.project import Project
from ..support.servers import Server

pytestmark = pytest.mark.slow

GRANTS = """
select name from unnest(array['客户', '销售明细', 'returns', 'warehouse_quarantine.sales']) as t (name)
where has_table_privilege('reader', name, 'select')
"""
FOREIGN_KEYS = """
select child.relname::text, conname::text, parent.relname::text
from pg_constraint
join pg_class child on child.oid = conrelid join pg_class parent on parent.oid = confrelid
where contype = 'f' and convalidated and connamespace = 'warehouse'::regnamespace order by 1, 2
"""


@pytest.fixture
def project(workshop: Path) -> Iterator[Project]:
    """The company on the embedded database of its own, which no variable names."""
    root = workshop / "plain 项目"
    root.mkdir()
    (root / "dbt_project.yml").write_text("name: refill\n", encoding="utf-8")
    project = Project(root, Server("", 0, ""))
    project.reset()
    target = read_target(find_project(root), "embedded")
    project.server = Server(target.host, target.port, target.user, dbname=target.dbname)
    company.move_in(project)
    try:
        yield project
    finally:
        project.shell("refill", "db", "down")


def done(process: "CompletedProcess[str]") -> str:
    assert process.returncode == 0, process.stdout + process.stderr
    return process.stdout


def test_plain_dbt_builds_again_and_again_and_loses_nothing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """First as programs from a shell, then the same in this process, without the seconds that each program takes."""
    monkeypatch.setenv("PWD", str(project.root))
    dbt = partial(project.dbt, target="embedded")
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,1\n202411,店,009,新公司,W,P9,2\n")
    project.write("data/202411/returns.csv", RETURNS + "r1,009,新公司,P1,1,2024-11-30\n")
    for command in (("generate",), ("sync",), ("land",)):
        done(project.shell("refill", *command))
    done(project.shell("dbt", "build"))
    assert "refill.generated.facts.fct_sales" in done(project.shell("dbt", "ls"))
    assert project.query("select 客户号, 地区代码 from 销售明细") == [("001", "N")]
    assert [row[2] for row in project.quarantine("sales")] == ["missing_key:fk_product"]
    keys = project.query(FOREIGN_KEYS)
    assert keys == [
        ("returns", "fk_returns_customer", "客户"),
        ("returns", "fk_returns_product", "product"),
        ("客户", "fk_customer_parent", "地区"),
        ("销售明细", "fk_customer", "客户"),
        ("销售明细", "fk_product", "product"),
        ("销售明细", "fk_region", "地区"),
    ]

    project.query("create role reader")
    project.query("grant select on 客户, 销售明细, warehouse_quarantine.sales to reader")
    before = project.contents()
    for arguments in (("build",), ("build", "--full-refresh")):
        assert set(dbt(*arguments).values()) <= {"success", "pass"}
        assert project.contents() == before
        assert project.query(FOREIGN_KEYS) == keys
        assert project.query(GRANTS) == [("客户",), ("销售明细",), ("warehouse_quarantine.sales",)]

    statuses = {name: status for name, status in dbt("test").items() if not name.startswith("refill-on-run")}
    assert set(statuses.values()) == {"pass"}
    assert set(statuses) >= {"gate_sales_keys", "sound_customer"}
    dbt("docs", "generate")
    catalog = json.loads((project.root / "target" / "catalog.json").read_text(encoding="utf-8"))
    assert "model.refill.fct_sales" in catalog["nodes"]
    assert project.contents() == before
    assert project.verify() == {}
    assert project.leftovers() == []

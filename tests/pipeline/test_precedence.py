"""Precedence: one source over another, a source over the facts, one domain over another; and the records of it."""

from typing import Any

import pytest

from ..cli.conftest import Refill
from ..support.company import CUSTOMERS, REGIONS, RETURNS, SALES
from ..support.project import Project
from ..support.servers import only_on

pytestmark = only_on("embedded")

NOTED = """
select table_name, key, column_name, kept, kept_from, other, other_from from conflicts
order by table_name collate "C", key::text collate "C", column_name collate "C", other_from, other
"""
CUSTOMERS_NOW = "select 客户号, 名称, 地区代码, 等级, _source from 客户 where _retired_at is null order by 1"


def noted(project: Project) -> list[tuple[Any, ...]]:
    return project.query(NOTED)


def test_what_domains_and_rows_say_differently_is_kept_beside_the_value_that_counts(project: Project) -> None:
    project.write("data/202411/sales.csv", SALES + "202411,店,008,销售说,N,P1,1\n202411,店,008,又说,N,P1,1\n")
    project.write("data/202411/returns.csv", RETURNS + "r1,008,退货说,P1,1,\n")
    project.run()
    assert project.query(CUSTOMERS_NOW)[2] == ("008", "销售说", "N", None, "auto_derived")
    of_facts = [
        ("客户", {"客户号": "008"}, "名称", "销售说", "sales", "退货说", "returns"),
        ("客户", {"客户号": "008"}, "名称", "销售说", "sales", "又说", "sales"),
    ]
    assert noted(project) == of_facts
    project.write("reference/customers.csv", CUSTOMERS + "008,真名,N,A\n")
    project.run()
    assert project.query(CUSTOMERS_NOW)[2] == ("008", "真名", "N", "A", "authoritative")
    assert noted(project) == [
        *of_facts,
        ("客户", {"客户号": "008"}, "名称", "真名", "authoritative", "销售说", "sales"),
    ]


def test_of_two_sources_the_first_goes_before_the_second_and_fills_from_it(project: Project) -> None:
    first = (
        "{type: file, path: reference/corrections.csv, name: corrections, guard: {min_rows: 0, max_retire_ratio: 1.0}}"
    )
    project.edit(
        "reference_sources",
        "    source: {type: file, path: reference/customers.csv}\n    strategy: merge\n",
        f"    sources:\n      - {first}\n      - {{type: file, path: reference/customers.csv}}\n"
        "    strategy: full_replace\n",
    )
    project.write("reference/corrections.csv", "客户号,名称,等级\n002,黄河集团,\n003,泰山公司,C\n")
    project.run()
    assert project.query(CUSTOMERS_NOW) == [
        ("001", "长城公司", "N", "A", "authoritative"),
        ("002", "黄河集团", "S", "B", "authoritative"),
        ("003", "泰山公司", None, "C", "authoritative"),
    ]
    assert noted(project) == [("客户", {"客户号": "002"}, "名称", "黄河集团", "corrections", "黄河公司", "file")]

    project.write("reference/corrections.csv", "客户号,名称,等级\n")
    project.run()
    assert project.query(CUSTOMERS_NOW) == [
        ("001", "长城公司", "N", "A", "authoritative"),
        ("002", "黄河公司", "S", "B", "authoritative"),
    ]
    assert project.query("select 客户号 from 客户 where _retired_at is not null") == [("003",)]


def test_a_seed_may_go_before_a_file(project: Project) -> None:
    project.edit(
        "reference_sources",
        "    source: {type: seed, seed: products}\n",
        "    sources: [{type: seed, seed: products}, {type: file, path: reference/products.json}]\n",
    )
    project.write("reference/products.json", '[{"code": "p1", "name": "Thee"}, {"code": "P9", "name": "Jade"}]')
    project.run()
    names = "select code, name from product order by 1"
    assert project.query(names) == [("P1", "Tea"), ("P2", "Silk"), ("P9", "Jade")]
    assert noted(project) == [("product", {"code": "P1"}, "name", "Tea", "seed", "Thee", "file")]


def test_a_run_goes_on_without_a_source_unless_it_is_required(project: Project) -> None:
    project.run()
    project.edit("reference_sources", "path: reference/regions.yml}", "path: reference/regions.yml, required: true}")
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,1\n")
    (project.root / "reference/customers.csv").unlink()
    (project.root / "reference/regions.yml").unlink()
    stopped = project.run(exit_code=3)
    assert stopped.errors == ["Required sources were not read: 地区. No file was landed or loaded."]
    assert stopped.files == []
    project.write("reference/regions.yml", "- {地区代码: N, 名称: 北方}\n- {地区代码: S, 名称: 南方}\n")
    refused = project.run(exit_code=3)
    assert [row["loaded"] for row in refused.facts] == [1, 0]
    assert project.query(CUSTOMERS_NOW)[0] == ("001", "长城公司", "N", "A", "authoritative")


def test_the_reference_tables_are_judged_on_their_own(project: Project, refill: Refill) -> None:
    project.run()
    checked = refill("sync", "--check", "--json")
    assert (checked.exit_code, checked.document["ok"]) == (0, True)
    (project.root / "reference/regions.yml").write_text("[]", encoding="utf-8")
    project.run(exit_code=3)
    project.query("delete from 客户")
    checked = refill("sync", "--check", "--json")
    gates = {gate["name"]: gate["failing_keys"] for gate in checked.document["gates"] if not gate["ok"]}
    assert checked.exit_code == 3
    assert gates == {
        "references_hold": ["no rows: 客户", "source refused when it was last read: 地区"],
        "sound_customer": [
            "authoritative row not taken in: its parent does not exist: 001",
            "authoritative row not taken in: its parent does not exist: 002",
        ],
    }
    project.write("reference/regions.yml", REGIONS)
    project.write("reference/customers.csv", CUSTOMERS + "\n")
    project.run()


def test_a_source_that_does_not_answer_makes_the_run_degraded(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"HOST": "127.0.0.1", "PORT": "1", "USER": "u", "PASSWORD": "secret", "DATABASE": "d"}.items():
        monkeypatch.setenv(f"LEGACY_{name}", value)
    project.run()
    legacy = "{type: postgres, connection: LEGACY, table: customers}"
    project.edit("reference_sources", "{type: file, path: reference/customers.csv}", legacy)
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,1\n202411,店,005,新公司,N,P1,1\n")
    outcome = project.run()
    (source,) = outcome.degraded
    assert (source.table, source.status) == ("客户", "unavailable")
    assert "secret" not in str(source.reason)
    assert outcome.document()["degraded"] == ["客户"]
    assert [row[0] for row in project.query(CUSTOMERS_NOW)] == ["001", "002", "005"]
    (customers,) = [row for row in outcome.references if row["table"] == "客户"]
    assert (customers["fact_keys"], customers["authoritative_keys"], customers["coverage"]) == (2, 1, 0.5)
    kept = "select keys, authoritative, derived, inserted from coverage where foreign_key = 'fk_customer'"
    assert project.query(kept) == [(2, 1, 0, 1)]


def test_keys_that_no_guard_has_let_go_are_not_retired(project: Project, refill: Refill) -> None:
    project.write("reference/customers.csv", CUSTOMERS + "003,泰山公司,S,C\n004,嵩山公司,S,C\n")
    project.run()
    project.write("reference/customers.csv", CUSTOMERS)
    project.run()
    project.edit("reference_sources", "    strategy: merge\n", "    strategy: full_replace\n")
    project.edit("reference_sources", "path: reference/customers.csv}", "path: reference/customers.csv, name: main}")
    project.run()
    retired = "select 客户号 from 客户 where _retired_at is not null order by 1"
    assert project.query(retired) == []
    held_back = "keys that no source has any more wait for --accept-retire: 客户"
    assert held_back in refill("sync", "--check").out
    assert refill("sync", "客户", "--accept-retire", "2").exit_code == 0
    project.run()
    assert project.query(retired) == [("003",), ("004",)]

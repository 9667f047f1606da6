"""A plan says what the run then does, and leaves nothing behind."""

from typing import Any

from refill.runs.coverage import Coverage
from refill.runs.job import Outcome
from refill.runs.plan import Plan
from refill.runs.row_changes import ReplacedScope

from ..support.company import REGIONS, RETURNS, SALES
from ..support.parsed import recall
from ..support.plans import disagreements, everything, last_entry, make_plan
from ..support.project import Project, facts, failed_gates
from ..support.servers import only_on

pytestmark = only_on("server")  # a rehearsal is tested there, and all else is that of a run

NOVEMBER = (
    "202411,店,007,新公司,W,P1,1\n202411,店,007,新公司二,W,P1,5\n202411,网,001,长城公司,N,P1,2\n"
    "202411,网,008,,S,P9,3\n202411,网,IN1,某人,S,P1,4\n202411,网,,某人,S,P1,x\n"
)
CORRECTED = "202411,店,007,新公司,N,P1,9\n202412,店,009,三公司,S,P2,1\n"


def planned_and_done(project: Project, exit_code: int = 0, **options: Any) -> tuple[Plan, Outcome]:
    """A plan, which leaves nothing behind, and the run of the same options, which does what the plan says."""
    recall(project.root)
    before, entry = everything(project), last_entry(project)
    plan = make_plan(project, **options)
    assert everything(project) == before
    assert project.leftovers() == []
    done = project.run(exit_code, **options)
    assert disagreements(project, plan, done, entry) == {}
    return plan, done


def test_a_plan_says_what_the_run_then_does_and_leaves_nothing_behind(project: Project) -> None:
    project.write("data/202411/sales.csv", SALES + NOVEMBER)
    first, _ = planned_and_done(project)
    assert project.outcomes[-1].generated != []
    assert first.outcome.foreign_keys == [
        Coverage("sales", "fk_region", "地区", 3, 2, 0, 1, 0, 0, 0, ["W"]),
        Coverage("sales", "fk_customer", "客户", 3, 1, 0, 2, 0, 1, 1, ["007", "008"]),
        Coverage("sales", "fk_product", "product", 2, 1, 0, 0, 1, 0, 0, []),
        Coverage("returns", "fk_returns_customer", "客户", 0, 0, 0, 0, 0, 0, 0, []),
        Coverage("returns", "fk_returns_product", "product", 0, 0, 0, 0, 0, 0, 0, []),
    ]
    assert first.changed["客户"].keys == {"derived": ["007", "008"], "inserted": ["001", "002"]}
    assert first.reasons == {"sales": {"missing_key:fk_product": 1, "type:金额": 1}, "returns": {}}
    assert [file.batch_id for file in first.outcome.files] == [None]

    # a steward takes 007 in, and S out; facts fill nulls; sales are corrected; the YAML gains a column
    project.write(
        "reference/customers.csv", "客户号,名称,地区代码,等级\n001,长城公司,N,A\n002,黄河公司,N,B\n007,新公司,N,\n"
    )
    project.write("reference/regions.yml", REGIONS.splitlines()[0] + "\n")
    returns = "        priority: 200\n"
    project.edit("data_sources", returns, f"{returns}        mode: [insert_missing, fill_null_only]\n")
    project.edit("data_sources", "      pieces: integer\n", "      pieces: integer\n      note: text\n")
    project.write("data/202411/sales.csv", SALES + CORRECTED)
    project.write("data/202411/returns.csv", RETURNS + "r1,008,八公司,P1,1,2024-11-02\n")
    second, _ = planned_and_done(project)
    assert {name: changed.keys for name, changed in second.changed.items()} == {
        "product": {},
        "地区": {"retired": ["S"]},
        "客户": {"derived": ["009"], "filled": ["008"], "promoted": ["007"], "updated": ["002"]},
    }
    assert second.changed["客户"].cells == [{"key": "008", "column": "名称"}]
    assert second.scopes["sales"] == [ReplacedScope({"月度": "2024-11-01", "渠道": "店"}, 2, 1)]
    assert second.outcome.migrations == ["returns: column note added (text)"]


def test_a_scope_that_two_new_files_deliver_replaces_nothing_that_was_there(project: Project) -> None:
    for number in (1, 2):
        project.write(f"data/202412/sales_{number}.csv", SALES + f"202412,店,001,长城公司,N,P1,{number}\n")
    plan, done = planned_and_done(project)
    assert plan.scopes.get("sales", []) == []
    assert facts(done)["sales"] == {"loaded": 1, "superseded": 1}


def test_a_mode_for_one_run_leaves_the_project_as_it_is_and_the_next_run_makes_up_for_it(project: Project) -> None:
    project.write("data/202412/sales.csv", SALES + "202412,店,009,三公司,W,P1,1\n")
    before = {name for name in everything(project) if name.startswith("file ")}
    plan, done = planned_and_done(project, 3, mode="fill_null_only")
    assert {name for name in everything(project) if name.startswith("file ")} == before
    gates = {"gate_sales_keys": ["fk_customer: 009", "fk_region: W"]}
    assert (failed_gates(plan.outcome), failed_gates(done)) == (gates, gates)
    assert [(key.name, key.missing) for key in plan.outcome.foreign_keys if key.keys] == [
        ("fk_region", 1),
        ("fk_customer", 1),
        ("fk_product", 0),
    ]
    assert "fct_sales" not in plan.sql
    assert plan.sql["dim_customer"].startswith("-- Generated from config/reference_sources.yml")
    assert done.built is False
    assert project.verify() == {}
    assert facts(project.run()) == {"sales": {"loaded": 1}, "returns": {}}

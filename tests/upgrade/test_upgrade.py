"""What an older refill has made is brought up by the next run, and nothing that is kept there changes."""

from collections import Counter
from typing import Any

from psycopg2 import sql

from ..cli.conftest import Refill, refill
from ..support.project import Project, facts

__all__ = ["refill"]

# what grows and never changes; a table of runs' ends gets the run at work
GROWS = [
    ("warehouse_ledger", name)
    for name in (
        *("audit", "batches", "changes", "conflicts", "coverage", "decisions", "deliveries", "dropped", "loads"),
        *("merged_rows", "runs", "sync_log"),
    )
]
HISTORIES = "select table_schema, table_name from information_schema.tables where table_schema = 'warehouse_snapshots'"
FACTS = ("销售明细", "returns", "库存", "visits")
ROWS = "select to_jsonb(t) from {} as t"
CLOSED = ("dbt_valid_to", "dbt_updated_at", "state")  # a history's row ends when the next begins; a file is looked at
LOADED = "select batch_id from loads order by batch_id"
WITHDRAWN = """
select _batch_id, _row_number, _scope, _reasons from warehouse_quarantine.returns where _reasons ~ 'ed_key'
"""


def kept(project: Project) -> dict[str, list[dict[str, Any]]]:
    """By table the rows that no run changes."""
    tables = [*GROWS, *project.query(HISTORIES), *(("warehouse", name) for name in FACTS)]
    found = {}
    for place in tables:
        rows = [row for (row,) in project.query(sql.SQL(ROWS).format(sql.Identifier(*place)))]
        found[".".join(place)] = [{key: row[key] for key in row if key not in CLOSED} for row in rows]
    return found


def lost(before: dict[str, list[dict[str, Any]]], after: dict[str, list[dict[str, Any]]]) -> dict[str, list[Any]]:
    """By table the rows of `before` that `after` lacks. What a table has gained in columns does not count."""
    gone = {}
    for name, rows in before.items():
        columns = set().union(*rows)
        there = Counter(_line({key: row[key] for key in row if key in columns}) for row in after[name])
        gone[name] = list((Counter(map(_line, rows)) - there).elements())
    return {name: rows for name, rows in gone.items() if rows}


def _line(row: dict[str, Any]) -> str:
    return str(sorted(row.items()))


def quarantined(project: Project) -> dict[str, list[tuple[int, int, str]]]:
    statement = "select _batch_id, _row_number, _reasons from {} order by 1, 2"
    places = ("sales", "returns", "stock", "visits")
    return {
        name: project.query(sql.SQL(statement).format(sql.Identifier("warehouse_quarantine", name))) for name in places
    }


def test_the_next_run_loads_what_waits_and_keeps_everything_else_row_for_row(project: Project) -> None:
    before, set_aside = kept(project), quarantined(project)
    assert project.query(LOADED) == [(1,), (2,), (3,), (4,), (5,), (6,), (7,), (8,), (10,)]
    outcome = project.run()
    assert project.query(LOADED)[-3:] == [(11,), (12,), (13,)]
    assert outcome.migrations == []
    assert facts(outcome) == {
        "sales": {"loaded": 1, "quarantined": 1},
        "returns": {"loaded": 2},
        "stock": {},
        "visits": {"loaded": 2},
    }
    assert lost(before, kept(project)) == {}
    reopened = (4, 4, "missing_key:fk_returns_product")  # the run has judged it anew
    set_aside["returns"][0] = reopened
    set_aside["sales"].append((12, 3, "rejected_key:fk_customer\nmissing_key:fk_product"))
    assert quarantined(project) == set_aside
    assert project.query("select 地区代码 from 地区 where _retired_at is not null order by 1") == [
        ("E",),
        ("M",),
        ("S",),
    ]
    assert project.verify() == {}
    assert project.leftovers() == []

    contents = project.contents()
    assert facts(project.run()) == {"sales": {}, "returns": {}, "stock": {}, "visits": {}}
    assert project.contents() == contents


def test_an_old_batch_is_undone_and_an_old_decision_is_taken_back(project: Project, refill: Refill) -> None:
    project.run()
    undone = project.run(undo=6).undone
    assert undone is not None
    assert (undone.facts, undone.again) == (2, {"sales": [3]})
    answer = refill("review", "reopen", "客户", "O03")
    assert (answer.exit_code, answer.err) == (0, "")
    answer = refill("review", "reopen", "客户", "007")
    assert (answer.exit_code, answer.err) == (0, "")
    project.run()
    assert project.query("select 客户号 from 销售明细 where _batch_id = 3 and _row_number = 8") == [("O03",)]
    assert project.query("select customer from returns where _batch_id = 4 and _row_number = 9") == [("007",)]
    assert project.verify() == {}
    project.write("data/202501/returns.csv", "order_no,customer,product,pieces\nr20,001,P1,1\n")
    project.write("data/202501/stock.csv", "month,branch,shelf,number,pieces\n202501,北,a1,7,1\n")
    assert facts(project.run())["returns"] == {"loaded": 1}
    assert project.verify() == {}

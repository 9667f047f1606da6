"""`refill plan` and `refill run --dry-run` as a program: what they print, and that they take the lock of a run."""

import pytest
from rich.console import Console

from refill.cli.summaries.plan import of_plan
from refill.landing.land import LandedFile
from refill.runs.coverage import Coverage
from refill.runs.job import Outcome
from refill.runs.plan import Plan
from refill.runs.row_changes import ChangedRows, ReplacedScope

from ..support.project import Project
from .conftest import Refill

ROW = {"authoritative": 2, "derived": 0, "inserted": 0, "filled": 0, "promoted": 0, "updated": 0, "restored": 0}
FACT = {"domain": "sales", "loaded": 3, "quarantined": 2, "rejected": 0, "superseded": 4, "skipped": 0}
GATES = [
    {"name": "gate_sales_keys", "ok": False, "failing_keys": ["fk_region: W"], "failing_rows": [1], "failing_count": 1}
]
FOUND = Plan(
    outcome=Outcome(
        run_id="1",
        exit_code=3,
        seconds=1.25,
        stages=[{"name": "build", "seconds": 1.0, "ok": False}],
        generated=["differs: models/generated/facts/fct_sales.sql"],
        files=[LandedFile("data/sales.csv", "sales", "", None, 5, 0, 0, "landed", None, ())],
        references=[
            ROW
            | {
                "table": "客户",
                "inserted": 24,
                "derived": 23,
                "filled": 1,
                "retired": 0,
                "needs_review": 23,
                "total": 26,
                "coverage": 0.04,
            }
        ],
        facts=[FACT],
        gates=GATES,
        foreign_keys=[Coverage("sales", "fk_customer", "客户", 25, 1, 1, 23, 0, 2, 1, [f"{n:03}" for n in range(23)])],
    ),
    changed={
        "客户": ChangedRows(
            {"derived": [f"{n:03}" for n in range(23)], "filled": ["A"], "inserted": ["B"]},
            [{"key": "A", "column": "名称"}, {"key": "A", "column": "等级"}],
        )
    },
    scopes={"sales": [ReplacedScope({"月度": "2024-11-01", "渠道": None}, 1200, 1)]},
    reasons={"sales": {"missing_key:fk_product": 2}},
    sql={"dim_customer": "select 1", "fct_sales": "select 2"},
)
TEXT = """\
A plan: what a run would do now. Nothing is written.
Foreign keys: distinct keys of the facts, and rows without one
domain  name         table  keys  authoritative  derived  new  missing  blank  skipped
sales   fk_customer  客户     25              1        1   23        ·      2        1
Files
  data/sales.csv
    ✓ sales: 5 rows
Reference tables
table  authoritative  inserted  derived  promoted  changed  retired  needs review  total  coverage
客户               2        24       23         ·        1        ·            23     26     4.0 %
Facts
domain  loaded  quarantined  rejected  superseded  skipped
sales        3            2         ·           4        ·
✗ gate_sales_keys failed: 1 key. Nothing behind it was loaded.
    fk_region: W (1 row)
1.2 s (build 1.0)
New keys
  sales, fk_customer → 客户: 000, 001, 002, 003, 004, 005, 006, 007, 008, 009, 010, 011, 012, 013, 014, 015,
016, 017, 018, 019 and 3 more
Reference rows
  客户, inserted: B
  客户, filled: A
Cells that facts fill
  客户: A 名称, A 等级
Scopes that are replaced
  sales: 2024-11-01, (none): 1,200 rows now, 1 new
Set aside, by reason
  sales: 2 rows missing_key:fk_product
Generated files that are not up to date
  differs: models/generated/facts/fct_sales.sql
A run would end with exit code 3.
"""


def printed(with_sql: bool) -> str:
    console = Console(width=110, color_system=None, force_terminal=False)
    with console.capture() as captured:
        console.print(of_plan(FOUND, with_sql))
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def test_a_person_reads_what_a_run_would_do() -> None:
    assert printed(with_sql=False) == TEXT
    assert printed(with_sql=True) == f"{TEXT}\n-- dim_customer\nselect 1\n\n-- fct_sales\nselect 2\n"


def test_the_document_has_what_a_run_gives_and_each_thing_by_name() -> None:
    document = FOUND.document(with_sql=False)
    assert {"sql": FOUND.sql} | document == FOUND.document(with_sql=True)
    assert list(document) == [
        *(
            "ok",
            "degraded",
            "exit_code",
            "seconds",
            "stages",
            "generated",
            "sources",
            "files",
            "references",
            "facts",
            "gates",
        ),
        *("foreign_keys", "warnings", "migrations", "kept", "dropped", "errors"),
    ]
    assert document["foreign_keys"] == [
        {
            "domain": "sales",
            "name": "fk_customer",
            "table": "客户",
            "keys": 25,
            "authoritative": 1,
            "derived": 1,
            "new": 23,
            "missing": 0,
            "blank": 2,
            "skipped": 1,
            "new_keys": [f"{n:03}" for n in range(23)],
        }
    ]
    assert document["references"] == [
        FOUND.outcome.references[0] | {"keys": FOUND.changed["客户"].keys, "cells": FOUND.changed["客户"].cells}
    ]
    assert document["facts"] == [
        FACT
        | {"reasons": {"missing_key:fk_product": 2}}
        | {"scopes": [{"scope": {"月度": "2024-11-01", "渠道": None}, "rows_now": 1200, "rows_new": 1}]}
    ]


@pytest.mark.parametrize("command", [("plan", "--sql"), ("run", "--dry-run", "--mode", "insert_missing")])
def test_a_plan_during_a_run_is_refused_and_writes_nothing(
    project: Project,
    refill: Refill,
    command: tuple[str, ...],
) -> None:
    with project.server.connect() as other, other.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(hashtextextended('refill run warehouse', 0))")
        answer = refill(*command, "--json")
    other.close()
    assert (answer.exit_code, answer.out) == (3, "")
    assert answer.err.startswith("refill: Another run holds the lock of schema warehouse")
    assert project.query("select nspname from pg_namespace where nspname like 'warehouse%'") == []
    assert not (project.root / "models").exists()

"""The moments when the views are made, and the objects that depend on them meanwhile."""

import pytest

from refill.errors import Refused
from refill.runs.selection import Selection, arguments

from .conftest import Lived

VIEWS = """
select relname, oid, has_table_privilege('pg_monitor', oid, 'select')
from pg_class where relnamespace = 'warehouse_quality'::regnamespace and relkind = 'v' order by 1
"""
NAMES = [f"quality_{short}" for short in ("conflicts", "coverage", "reference_tables", "runs", "thresholds", "weight")]


def test_a_wider_type_remakes_the_view_that_reads_it_and_others_keep_their_grants_and_readers(lived: Lived) -> None:
    project = lived.project
    project.query("create view public.late_runs as select * from warehouse_quality.quality_runs where exit_code <> 0")
    project.query("grant select on warehouse_quality.quality_runs to pg_monitor")
    before = {name: (oid, granted) for name, oid, granted in project.query(VIEWS)}
    assert list(before) == NAMES

    project.edit("data_sources", "numeric(12,2)", "numeric(14,2)")
    done = project.run()
    assert done.migrations == ["销售明细: column 金额 widened from numeric(12,2) to numeric(14,2)"]
    after = {name: (oid, granted) for name, oid, granted in project.query(VIEWS)}
    assert list(after) == NAMES
    assert [name for name in NAMES if after[name] != before[name]] == ["quality_weight"]
    assert after["quality_runs"][1]
    assert project.query("select count(*) from public.late_runs") == [(0,)]

    project.query("create view public.heavy as select says from warehouse_quality.quality_weight")
    project.edit("data_sources", "numeric(14,2)", "numeric(16,2)")
    with pytest.raises(Refused) as refused:
        project.run()
    assert str(refused.value) == (
        "Table 销售明细: column 金额 is numeric(14,2) in the database and numeric(16,2) in the YAML, "
        "and heavy reads it. Drop what reads it, run again, and make it anew."
    )
    project.query("drop view public.heavy")
    project.edit("data_sources", "numeric(16,2)", "numeric(14,2)")


def test_a_run_that_loads_what_is_new_makes_no_view_and_asks_dbt_for_no_threshold() -> None:
    assert arguments(Selection(("fct_sales",), ("stg_returns",))) == [
        *("--select", "+fct_sales+", "--exclude", "tag:quality", "stg_returns"),
        *("--indirect-selection", "cautious", "--no-write-json"),
    ]
    assert arguments(None) == ["--exclude", "references_hold", "tag:thresholds", "--no-write-json"]

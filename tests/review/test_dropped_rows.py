"""What was decided can be taken back where the raw rows of the facts are gone."""

import pytest

from refill.runs.retention import OldBatch, drop_raw

from ..cli.conftest import Refill
from ..support.project import Project
from .test_decisions import DECISIONS, decide, state


def drop(project: Project) -> None:
    """Drops the raw rows of every batch."""
    batches = project.query("select batch_id, domain, file, sheet, rows, landed_at, part from batches order by 1")
    connection = project.server.connect()
    try:
        free = [OldBatch(*batch[:6], policy="1 day", part=batch[6]) for batch in batches]
        assert drop_raw(project.warehouse(connection), free, None) == (free, None)
    finally:
        connection.close()
    assert project.query("select * from warehouse_raw.sales") == []


@pytest.mark.parametrize("dropped_first", [True, False])
def test_decisions_are_taken_back_without_raw_rows(refill: Refill, project: Project, dropped_first: bool) -> None:
    before = state(project)
    if dropped_first:
        drop(project)
    decide(refill, project)
    decided = state(project)
    if not dropped_first:
        drop(project)
    assert project.verify() == {}
    for _, table, key, *_ in DECISIONS:
        answer = refill("review", "reopen", table, key, "--by", "wang")
        assert (answer.exit_code, answer.err) == (0, ""), key
        assert project.verify() == {}, key
    project.dbt("build")
    assert decided != before
    assert state(project) == before

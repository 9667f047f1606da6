"""The company that the project ships as its example, on small sample files: three months, one of them corrected."""

import shutil

import pytest
from examples.company import Sample, arrive, write_references

from refill.runs.job import Outcome

from ..support.project import Project
from ..support.servers import REPOSITORY, only_on

SAMPLE = Sample(("202411", "202412", "202501"), rows=(300, 120))
DELIVERIES = (("202411", False), ("202412", False), ("202412", True), ("202501", False))
UNCOVERED = """
select count(*) from {fact}
where 计划代码 not in (select 年金计划号 from 年金计划) or 组合代码 not in (select 组合代码 from 组合计划)
    or 产品线代码 not in (select 产品线代码 from 产品线) or 机构代码 not in (select 机构代码 from 组织架构)
    or company_id not in (select company_id from 客户明细)
"""


pytestmark = only_on("embedded")


@pytest.fixture
def with_quality() -> bool:
    return True  # one of its exposures reads a quality model


def where_rows_went(outcome: Outcome, domain: str) -> int:
    """Rows of this run's files that are in the facts, in quarantine, rejected or skipped."""
    (row,) = [row for row in outcome.facts if row["domain"] == domain]
    return int(row["loaded"] + row["quarantined"] + row["rejected"] + row["skipped"])


def test_three_months_arrive_one_after_the_other_and_no_row_is_lost(empty_project: Project) -> None:
    project = empty_project
    for name in ("data_sources.yml", "reference_sources.yml"):
        shutil.copy(REPOSITORY / "config" / name, project.root / "config")
    write_references(project.root, SAMPLE)
    for month, corrected in DELIVERIES:
        arrive(project.root, SAMPLE, month, corrected)
        outcome = project.run()
        delivered = {file.domain: file.rows for file in outcome.files if file.status == "landed"}
        assert set(delivered) == {"annuity_performance", "annuity_income"}
        assert {domain: where_rows_went(outcome, domain) for domain in delivered} == delivered
        superseded = [row["superseded"] for row in outcome.facts]
        assert all(superseded) if corrected else not any(superseded)
        assert project.verify() == {}
        for fact in ("规模明细", "收入明细"):
            assert project.query(UNCOVERED.format(fact=fact)) == [(0,)]

    derived = "select count(*) from 客户明细 where _needs_review"
    waiting = project.query(derived)[0][0]
    assert waiting > 0
    write_references(project.root, SAMPLE, caught_up=3)
    promoted = {row["table"]: row["promoted"] for row in project.run().references}
    assert promoted["客户明细"] == waiting
    assert project.query(derived) == [(0,)]
    assert project.verify() == {}

    before = project.contents()
    project.run()
    assert project.contents() == before

"""The small company with its quality models, lived through once: three runs, and what a steward does in between."""

import secrets
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from ..support import company
from ..support.company import RETURNS, SALES
from ..support.project import Project
from ..support.servers import Server, scratch_database

REVIEW = "    review: {max_derived_ratio: 0.4, max_open: 1, max_age_days: 30}\n"
STEWARD = """
update 客户 set _source = 'authoritative', _needs_review = false, 名称 = '九号' where 客户号 = '009';
update 客户 set _derived_at = now() - interval '40 days' where 客户号 = '010';
delete from 客户 where 客户号 = '011'
"""
# The first run and all that it wrote was three days ago.
AGE = """
alter table audit disable trigger audit_guard;
update audit set changed_at = changed_at - interval '3 days';
alter table audit enable trigger audit_guard
"""


BY_HAND = """;
insert into 客户 (客户号, _source, _needs_review, _derived_columns, _created_at, _updated_at)
values ('011', 'auto_derived', true, '{}', now(), now())
"""
SOLD = """\
202411,店,001,长城公司,N,P1,60
202411,店,009,九号公司,W,P1,30
202411,店,009,九号旧名,W,P9,5
202411,店,010,十号公司,E,P1,6
202411,店,010,十号旧名,E,P1,4
"""


@dataclass(frozen=True)
class Lived:
    """The project, and the moment after each of its runs."""

    project: Project
    moments: list[datetime]


@pytest.fixture(scope="session")
def lived(server: Server) -> Iterator[Lived]:
    """Run 1 derives two regions and two customers, and sets a row aside. A person makes customer 011 by hand, and run 2
    takes it into the history. A steward approves 009 under another name, and deletes 011. Run 3 brings the returns."""
    with (
        scratch_database(server, f"refill_quality_{secrets.token_hex(6)}") as database,
        tempfile.TemporaryDirectory(prefix="refill-test-") as folder,
        pytest.MonkeyPatch.context() as environment,
    ):
        for name, value in database.environment.items():
            environment.setenv(name, value)
        project = Project(Path(folder), database, quality=True)
        project.reset()
        yield _live(project)
        assert project.verify() == {}
        assert project.leftovers() == []


def _live(project: Project) -> Lived:
    company.move_in(project)
    project.edit("data_sources", "    description: What was sold", "    weight: 金额\n    description: What was sold")
    project.edit("reference_sources", "    strategy: merge\n", "    strategy: merge\n" + REVIEW)
    project.append("data_sources", EXPOSURES)
    project.write("data/202411/sales.csv", SALES + SOLD)
    moments = []
    for between in ("", AGE + BY_HAND, STEWARD):
        if between:
            project.query(between)
        if between == STEWARD:
            project.write("data/202412/returns.csv", RETURNS + "r1,009,九号退货,P1,1,\nr2,010,十号退货,P1,2,\n")
        project.run()
        moments += [project.query("select localtimestamp")[0][0]]
    return Lived(project, moments)


EXPOSURES = """
exposures:
  board:
    type: dashboard
    description: For the board
    owner: {email: data@example.org}
    reads: {domains: [sales], tables: [客户], quality: [weight, runs]}
"""

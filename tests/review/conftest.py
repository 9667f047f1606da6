"""One company, built once; each test decides on a copy of its database. The program is called as in the tests of the
command line."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from ..cli.conftest import postgres, refill  # noqa: F401  # fixtures
from ..conftest import SCRATCH
from ..support import company
from ..support.company import RETURNS, SALES
from ..support.project import Project
from ..support.servers import Server, scratch_database

NOVEMBER = SALES + (
    "202411,店,001,长城公司,N,P1,10\n"
    "202411,店,008,泰山有限公司,W,P1,20\n"
    "202411,网,008,泰山有限公司,W,P1,1.50\n"
    "202411,店,009,长城 公司,S,P1,5\n"
    "202411,店,O01,长城公司(北),NN,P1,7\n"
    "202411,店,001,长城公司,N,P1-,3\n"
    "202411,店,XX,不明,S,P2,100\n"
)
RETURNED = RETURNS + "r1,008,泰山公司,P1,1,2024-11-30\nr2,XX,不明,P2,2,2024-11-29\nr3,011,恒山公司,P1,4,\n"
TEMPLATE = f"{SCRATCH}_review"
SCOPED = "    load: {mode: replace_scope"
WEIGHED = "    weight: 金额\n" + SCOPED


@pytest.fixture(scope="session")
def built(postgres: Server, workshop: Path) -> Iterator[Project]:  # noqa: F811  # the fixture above
    """The project after its first run, on a database that is there no more but for its copy TEMPLATE."""
    with ExitStack() as stack:
        environment = stack.enter_context(pytest.MonkeyPatch.context())
        with scratch_database(postgres, SCRATCH) as first:
            for name, value in first.environment.items():
                environment.setenv(name, value)
            project = Project(workshop / "review", first)
            project.root.mkdir()
            project.reset()
            company.move_in(project)
            project.edit("data_sources", SCOPED, WEIGHED)
            project.write("data/202411/sales.csv", NOVEMBER)
            project.write("data/202411/returns.csv", RETURNED)
            project.run()
            assert project.verify() == {}
            stack.enter_context(scratch_database(postgres, TEMPLATE, template=SCRATCH))
        yield project


@pytest.fixture
def database(built: Project, postgres: Server) -> Iterator[Server]:  # noqa: F811
    """A copy of that database, under the name that what dbt has compiled names."""
    with scratch_database(postgres, SCRATCH, template=TEMPLATE) as copy:
        yield copy


@pytest.fixture
def project(built: Project, database: Server) -> Iterator[Project]:
    """The company as the first run left it. Every test ends with verify."""
    project = Project(built.root, database)
    yield project
    assert project.verify() == {}
    assert project.leftovers() == []

"""Servers, scratch databases and small projects for the tests of all rooms."""

import gc
import os
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from .support import company
from .support.fast import mark_fast, watched
from .support.places import roomy_folder
from .support.project import Project
from .support.servers import (
    NOT_FOUND,
    Server,
    debian_binaries,
    private_server,
    scratch_database,
    server_of_url,
    wheel_server,
)

gc.set_threshold(100_000, 50, 50)  # a frequent search through all of dbt's parsed objects is an eighth of a run
SCRATCH = f"refill_test_{secrets.token_hex(6)}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    mark_fast(items)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    with watched(item):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    with watched(item):
        return (yield)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Yield a PostgreSQL of a user, 15 or newer: the one that REFILL_TEST_SERVER names, else one of this session."""
    url = os.environ.get("REFILL_TEST_SERVER")
    binaries = debian_binaries()
    if url:
        yield server_of_url(url)
    elif binaries:
        with private_server(binaries) as started:
            yield started
    elif os.environ.get("REFILL_REQUIRE_SERVERS"):
        pytest.fail(NOT_FOUND)
    else:
        pytest.skip(NOT_FOUND)


@pytest.fixture(scope="session")
def embedded_server() -> Iterator[Server]:
    """Yield the PostgreSQL of the wheel."""
    with wheel_server() as started:
        yield started


@pytest.fixture(scope="session", params=["server", "embedded"])
def postgres(request: pytest.FixtureRequest) -> Server:
    """Return the server of a test, which runs once on each of both."""
    found: Server = request.getfixturevalue({"server": "server", "embedded": "embedded_server"}[request.param])
    return found


@pytest.fixture
def database(postgres: Server) -> Iterator[Server]:
    """Yield an empty database for one test. All have one name, so that dbt need not parse anew for each."""
    with scratch_database(postgres, SCRATCH) as scratch:
        yield scratch


@pytest.fixture(scope="session")
def workshop() -> Iterator[Path]:
    """Yield the folder of the projects; tests use the same ones in turn, so that dbt parses only what differs."""
    with tempfile.TemporaryDirectory(prefix="refill-test-", dir=roomy_folder()) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture
def with_quality() -> bool:
    """Return True if the project has quality models, half a second a run. A module that needs them overrides this."""
    return False


@pytest.fixture
def empty_project(workshop: Path, database: Server, with_quality: bool, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Return a project without a configuration, on an empty database."""
    for name, value in database.environment.items():
        monkeypatch.setenv(name, value)
    root = workshop / Path(database.host).name.replace(".", "_") / ("quality" if with_quality else "plain")
    root.mkdir(exist_ok=True, parents=True)
    project = Project(root, database, quality=with_quality)
    project.reset()
    return project


@pytest.fixture
def project(empty_project: Project) -> Iterator[Project]:
    """Yield the small company before its first run: both YAML files, three sources, no facts. Verify it at the end."""
    company.move_in(empty_project)
    yield empty_project
    if empty_project.outcomes:
        assert empty_project.verify() == {}
        assert empty_project.leftovers() == []

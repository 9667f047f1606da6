"""A database for this room, and the cases of the selected tests run through it once."""

import os
import secrets
from collections.abc import Iterator

import pytest
from psycopg2.extensions import connection as Connection

from ..support.servers import Server, scratch_database
from .cases import Case, drawn_case
from .examples import EXAMPLES
from .project import World, build

CASES = int(os.environ.get("REFILL_CASES", "10"))
RANDOM = "random "
FIRST = int(os.environ.get("REFILL_FIRST_CASE", "0"))


@pytest.fixture(scope="session")
def scratch(server: Server) -> Iterator[Server]:
    """A database for all tests of this room."""
    with scratch_database(server, f"refill_derivation_{secrets.token_hex(6)}") as found:
        yield found


@pytest.fixture(scope="session")
def connection(scratch: Server) -> Iterator[Connection]:
    connection = scratch.connect()
    yield connection
    connection.close()


def names_of_cases() -> list[str]:
    """Return the examples by their promise, and random cases by number, as REFILL_CASES and REFILL_FIRST_CASE say."""
    return [*EXAMPLES, *(f"{RANDOM}{number}" for number in range(FIRST, FIRST + CASES))]


def case(name: str) -> Case:
    """Make the example or draw the random case of this name."""
    return EXAMPLES[name]() if name in EXAMPLES else drawn_case(int(name.removeprefix(RANDOM)))


@pytest.fixture(scope="session")
def worlds(
    request: pytest.FixtureRequest, scratch: Server, connection: Connection, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, World]:
    """Every case that a selected test looks at, after its last run. All are run together: dbt's start costs most."""
    root = tmp_path_factory.mktemp("derivation")
    selected = {name for item in request.session.items for name in _cases_of(item)}
    cases = {name: case(name) for name in names_of_cases() if name in selected}
    with pytest.MonkeyPatch.context() as environment:
        for name, value in {**scratch.environment, "PWD": str(root)}.items():
            environment.setenv(name, value)
        return build(cases, root, connection, scratch.environment["PGSCHEMA"])


def _cases_of(item: pytest.Item) -> Iterator[str]:
    """The case of a test that has one."""
    if isinstance(item, pytest.Function) and "worlds" in item.fixturenames and hasattr(item, "callspec"):
        yield item.callspec.params["world"]

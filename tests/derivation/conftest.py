"""A database for this room, and all cases run through it once."""

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


def all_cases() -> dict[str, Case]:
    """The examples by what they promise, and random cases by number; REFILL_CASES and REFILL_FIRST_CASE give others."""
    return {**EXAMPLES, **{f"random {number}": drawn_case(number) for number in range(FIRST, FIRST + CASES)}}


@pytest.fixture(scope="session")
def worlds(scratch: Server, connection: Connection, tmp_path_factory: pytest.TempPathFactory) -> dict[str, World]:
    """Every case after its last run."""
    root = tmp_path_factory.mktemp("derivation")
    with pytest.MonkeyPatch.context() as environment:
        for name, value in {**scratch.environment, "PWD": str(root)}.items():
            environment.setenv(name, value)
        return build(all_cases(), root, connection, scratch.environment["PGSCHEMA"])

"""A MariaDB server, and a database on it for one test."""

import os
import secrets
from collections.abc import Iterator

import pytest

from ..support.mariadb import NOT_FOUND, Mariadb, has_binaries, mariadb_of_url, private_mariadb, scratch_mariadb


@pytest.fixture(scope="session")
def mariadb() -> Iterator[Mariadb]:
    """The server that REFILL_TEST_MYSQL names, else one of this session."""
    url = os.environ.get("REFILL_TEST_MYSQL")
    if url:
        yield mariadb_of_url(url)
    elif has_binaries():
        with private_mariadb() as started:
            yield started
    elif os.environ.get("REFILL_REQUIRE_SERVERS"):
        pytest.fail(NOT_FOUND)
    else:
        pytest.skip(NOT_FOUND)


@pytest.fixture
def legacy(mariadb: Mariadb, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mariadb]:
    """An empty database, which the variables LEGACY_… name."""
    with scratch_mariadb(mariadb, f"refill_test_{secrets.token_hex(6)}") as database:
        for name, value in database.environment("LEGACY").items():
            monkeypatch.setenv(name, value)
        yield database

"""The server of the other tests, as the benchmark sees it."""

from pathlib import Path

import pytest
from benchmarks.bench import Bench
from benchmarks.server import Server, server_at

from ..support import servers


@pytest.fixture(scope="session")
def measured(embedded_server: servers.Server) -> Server:
    return server_at(embedded_server.host, embedded_server.port, embedded_server.user, embedded_server.password)


@pytest.fixture
def bench(measured: Server, workshop: Path) -> Bench:
    """Not below pytest's folder, which the user of the server cannot enter."""
    return Bench(work=workshop / "benchmarks", server=measured, sizes=(300,), rounds=1, slow=False)

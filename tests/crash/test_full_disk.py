"""A server without space: the run ends with exit code 1 and says why; with space again, the next makes it good."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ..support import company
from ..support.company import SALES
from ..support.postmaster import PORT, USER, Postmaster, postmaster
from ..support.project import Project, facts
from ..support.servers import Server, debian_binaries, scratch_database
from .state import State, differences, read_state

pytestmark = pytest.mark.slow

LIMIT = 5 << 20
IN_ONE_FILE = {"sales.csv": 64_000}  # too long for a table of raw rows
IN_TWO_FILES = {"sales_1.csv": 30_000, "sales_2.csv": 30_000}  # a part each; both do not fit into the staging


@pytest.fixture(scope="module")
def small() -> Iterator[Postmaster]:
    """Yield a server whose log of transactions has files of a megabyte, so that under the limit tables fail first."""
    binaries = debian_binaries()
    if binaries is None:
        pytest.skip("needs PostgreSQL's own programs in /usr/lib/postgresql")
    with postmaster(binaries, "--wal-segsize=1", autovacuum="off") as started:
        yield started


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of one project, so that dbt parses it once."""
    return tmp_path_factory.mktemp("full disk")


def state(project: Project) -> State:
    connection = project.server.connect()
    try:
        with connection.cursor() as cursor:
            return read_state(cursor, project.root)
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (IN_ONE_FILE, "refill: The database refused: could not extend file"),
        (IN_TWO_FILES, "✗ stg_sales: could not extend file"),
    ],
)
def test_a_disk_that_was_full_leaves_nothing_behind(
    small: Postmaster, folder: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, int], said: str
) -> None:
    server = Server(str(small.folder), PORT, USER)
    with scratch_database(server, "full_disk") as database:
        for name, value in database.environment.items():
            monkeypatch.setenv(name, value)
        project = Project(folder, database)
        project.reset()
        company.move_in(project)
        first = 0
        for name, rows in files.items():
            lines = (f"202412,{name},{n % 50:03},公司{n % 50},N,P1,{n}\n" for n in range(first, first + rows))
            project.write(f"data/202412/{name}", SALES + "".join(lines))
            first += rows

        small.stop()
        small.start(LIMIT)
        struck = project.shell("refill", "run", "--target", "server", **database.environment)
        assert struck.returncode == 1, (struck.stdout, struck.stderr)
        assert said in struck.stdout + struck.stderr
        assert "Traceback" not in struck.stderr
        assert project.leftovers() == []

        small.stop()
        small.start()
        again = project.run()
        assert facts(again)["sales"] == {"loaded": sum(files.values())}
        assert (project.verify(), project.leftovers()) == ({}, [])
        made_good = state(project)

    with scratch_database(server, "full_disk") as database:  # of the same name, or dbt would parse everything anew
        never_full = Project(folder, database)
        never_full.run()
        assert differences(state(never_full), made_good) == []

"""Projects and databases that an older refill has made, as `life.py` keeps them in the folders here."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from ..support.project import Project
from ..support.servers import Server
from .life import environment

HERE = Path(__file__).parent
OLD = sorted(path.parent.name for path in HERE.glob("*/dump.sql"))


def restore(server: Server, old: str) -> None:
    """Fills an empty database with the dump of the folder `old`. Foreign keys say in which database they are."""
    connection = server.connect()
    dump = (HERE / old / "dump.sql").read_text(encoding="utf-8").replace('"company"."', f'"{server.dbname}"."')
    with connection, connection.cursor() as cursor:
        cursor.execute(dump)
    connection.close()


def move_in(root: Path, old: str) -> None:
    """Makes `root` the old project, and leaves what dbt has parsed, and the log that this process may have open."""
    for path in root.iterdir():
        if path.name not in ("target", "logs"):
            (shutil.rmtree if path.is_dir() and not path.is_symlink() else Path.unlink)(path)
    shutil.copytree(HERE / old / "project", root, dirs_exist_ok=True)


@pytest.fixture(params=OLD)
def old(request: pytest.FixtureRequest) -> str:
    """The name of a folder here."""
    name: str = request.param
    return name


@pytest.fixture
def project(old: str, database: Server, workshop: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The old project on the old database. Plans of the source have moved on, so that no gate stops what waits."""
    given = environment(database.host, database.port, database.user, database.password, database.dbname)
    for name, value in {**given, "REFILL_STEWARD": "lin"}.items():
        monkeypatch.setenv(name, value)
    root = workshop / Path(database.host).name.replace(".", "_") / old
    root.mkdir(exist_ok=True, parents=True)
    move_in(root, old)
    restore(database, old)
    project = Project(root, replace(database), quality=True)
    project.query("insert into legacy.plans values (4, 'A4', '丁', true)")
    return project

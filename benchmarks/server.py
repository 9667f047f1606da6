"""The measured PostgreSQL: the embedded one in a folder of its own, or one that the user names."""

import contextlib
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import psutil
import psycopg2
from psycopg2 import sql
from psycopg2.extensions import connection as Connection
from psycopg2.extensions import parse_dsn

from refill.database import embedded
from refill.database.target import read_target
from refill.project.project import find_project

REPOSITORY = Path(__file__).resolve().parents[1]
NOTED = re.compile(r"duration: ([\d.]+) ms  statement: /\* \{[^}]*\"node_id\": \"\w+\.\w+\.(\w+)")
LOCAL = ("", "localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Server:
    """The address of a server, as a user that may make databases; `postmaster` is None for one on another machine."""

    host: str
    port: int
    user: str
    password: str
    postmaster: int | None
    log: Path | None = None  # the log with the seconds of statements, if this program can read it

    def connect(self, database: str = "postgres") -> Connection:
        return psycopg2.connect(host=self.host, port=self.port, user=self.user, password=self.password, dbname=database)

    def environment(self, database: str) -> dict[str, str]:
        """Return PostgreSQL's own variables, which refill's target `server` reads, and libpq."""
        return {
            "PGHOST": self.host,
            "PGPORT": str(self.port),
            "PGUSER": self.user,
            "PGPASSWORD": self.password,
            "PGDATABASE": database,
        }

    def create(self, database: str, template: str = "template0") -> None:
        """Make an empty database, or a copy of another, in place of the one of that name. Write dirty pages first."""
        self.drop(database)
        statement = sql.SQL("create database {} template {} encoding 'UTF8'")
        self._administer(statement.format(sql.Identifier(database), sql.Identifier(template)), sql.SQL("checkpoint"))

    def drop(self, database: str) -> None:
        self._administer(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(database)))

    def _administer(self, *statements: sql.Composable) -> None:
        with contextlib.closing(self.connect()) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                for statement in statements:
                    cursor.execute(statement)

    def note_seconds(self, database: str) -> None:
        """Let the log have the seconds of each statement in a database, from the next connection on."""
        statement = sql.SQL("alter database {} set log_min_duration_statement = 0")
        self._administer(statement.format(sql.Identifier(database)))

    def log_size(self) -> int:
        return self.log.stat().st_size if self.log else 0

    def node_seconds(self, position: int) -> dict[str, float]:
        """Return the seconds of all statements of each dbt node, by its name, that the log has after a position."""
        if self.log is None:
            return {}
        with self.log.open("rb") as file:
            file.seek(position)
            text = file.read().decode(errors="replace")
        found: dict[str, float] = {}
        for milliseconds, node in NOTED.findall(text):
            found[node] = found.get(node, 0.0) + float(milliseconds) / 1000
        return found

    def version(self) -> str:
        with contextlib.closing(self.connect()) as connection, connection.cursor() as cursor:
            cursor.execute("show server_version")
            ((version,),) = cursor.fetchall()
            return str(version)

    def can_read(self, path: Path) -> bool:
        """Return True if the server itself can read a file: then COPY needs no client."""
        with contextlib.closing(self.connect()) as connection, connection.cursor() as cursor:
            try:
                cursor.execute("select pg_read_binary_file(%s, 0, 1)", [str(path)])
            except psycopg2.Error:
                return False
            return True

    def cpu(self) -> float | None:
        """Return seconds of processor time of all its processes since it started, those that have ended included."""
        if self.postmaster is None:
            return None
        root = psutil.Process(self.postmaster)
        own = root.cpu_times()
        total: float = own.user + own.system + own.children_user + own.children_system
        for process in root.children():
            with contextlib.suppress(psutil.NoSuchProcess):
                times = process.cpu_times()
                total += times.user + times.system
        return total


@contextlib.contextmanager
def embedded_server(folder: Path) -> Iterator[Server]:
    """Yield the PostgreSQL of the wheel with refill's settings, stopped at the end. Its data stay below `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dbt_project.yml").write_text("name: benchmark\nprofile: refill\n", encoding="utf-8")
    shutil.copy(REPOSITORY / "profiles.yml", folder)
    project = find_project(folder)
    target = read_target(project, "embedded")
    embedded.up(project, target)
    try:
        log = project.state_dir / "postgres.log"
        yield replace(server_at(target.host, target.port, target.user, ""), log=log)
    finally:
        embedded.down(project, target)


def named_server(url: str) -> Server:
    """Return the server of a libpq URL. On this machine its processor time is measured too."""
    given = parse_dsn(url)
    user, password = given.get("user", "postgres"), given.get("password", "")
    return server_at(given.get("host", "127.0.0.1"), int(given.get("port", 5432)), user, password)


def server_at(host: str, port: int, user: str, password: str) -> Server:
    """Return a server, with the process that all of its processes descend from, if it is one of this machine."""
    unseen = Server(host, port, user, password, None)
    if host not in LOCAL and not host.startswith("/"):
        return unseen
    with contextlib.closing(unseen.connect()) as connection:
        parent = psutil.Process(connection.info.backend_pid).parent()
    return Server(host, port, user, password, parent.pid if parent and parent.name().startswith("postgres") else None)

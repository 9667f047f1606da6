"""PostgreSQL for tests: a private server from Debian's binaries, or one that the environment names; and the wheel's."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from psycopg2 import sql
from psycopg2.extensions import connection as Connection
from psycopg2.extensions import parse_dsn

from refill.database import embedded
from refill.database.target import read_target
from refill.project.project import find_project

from .places import roomy_folder
from .postmaster import PORT, USER, postmaster

REPOSITORY = Path(__file__).resolve().parents[2]
BINARIES = Path("/usr/lib/postgresql")
NOT_FOUND = (
    "no PostgreSQL server: set REFILL_TEST_SERVER to the URL of one where databases may be made, or install Debian's "
    "package postgresql (15 or newer)"
)


def only_on(server: str) -> pytest.MarkDecorator:
    """Return the mark of tests that need one server alone: `pytestmark = only_on("server")`, or "embedded"."""
    return pytest.mark.parametrize("postgres", [server], indirect=True)


@dataclass(frozen=True)
class Server:
    """The address of a server, or of one database of it, as a user that may make databases."""

    host: str
    port: int
    user: str
    password: str = ""
    dbname: str = "postgres"

    def connect(self) -> Connection:
        return psycopg2.connect(
            host=self.host, port=self.port, user=self.user, password=self.password, dbname=self.dbname
        )

    @property
    def parameters(self) -> dict[str, Any]:
        """The arguments of psycopg2.connect."""
        return {
            "host": self.host,
            "port": self.port,
            "user": self.user,
            "password": self.password,
            "dbname": self.dbname,
        }

    @property
    def environment(self) -> dict[str, str]:
        """PostgreSQL's own variables, which the target `server` of profiles.yml reads."""
        return {
            "PGHOST": self.host,
            "PGPORT": str(self.port),
            "PGUSER": self.user,
            "PGPASSWORD": self.password,
            "PGDATABASE": self.dbname,
            "PGSCHEMA": "warehouse",
            "PGSSLMODE": "prefer",
        }


def server_of_url(url: str) -> Server:
    """Return the server that a libpq URL or connection string names."""
    given = parse_dsn(url)
    return Server(
        host=given.get("host", "127.0.0.1"),
        port=int(given.get("port", 5432)),
        user=given.get("user", "postgres"),
        password=given.get("password", ""),
        dbname=given.get("dbname", "postgres"),
    )


def debian_binaries() -> Path | None:
    """Return the programs of the oldest PostgreSQL that Debian has installed, from 15 on."""
    found = sorted(int(p.name) for p in BINARIES.glob("*") if p.name.isdigit() and (p / "bin" / "initdb").exists())
    return next((BINARIES / str(version) / "bin" for version in found if version >= 15), None)


@contextmanager
def private_server(binaries: Path) -> Iterator[Server]:
    """Yield a server of this session alone, on a Unix socket; its databases compare text by Chinese rules."""
    with postmaster(binaries) as started:
        yield Server(str(started.folder), PORT, USER)


@contextmanager
def wheel_server() -> Iterator[Server]:
    """Yield the embedded server, in a project of its own. Not below pytest's folder, which other users cannot enter."""
    with tempfile.TemporaryDirectory(prefix="refill-test-", dir=roomy_folder()) as folder:
        root = Path(folder)
        (root / "dbt_project.yml").write_text("name: example\nprofile: refill\n", encoding="utf-8")
        shutil.copy(REPOSITORY / "profiles.yml", root)
        project = find_project(root)
        target = read_target(project, "embedded")
        embedded.up(project, target)
        try:
            server = Server(target.host, target.port, target.user)
            with _administrator(server) as cursor:
                cursor.execute("alter system set fsync = off")
                cursor.execute("select pg_reload_conf()")
            yield server
        finally:
            embedded.down(project, target)


@contextmanager
def scratch_database(server: Server, name: str, template: str = "template0") -> Iterator[Server]:
    """Yield an empty database called `name`, or a copy of `template`. Drop it at the end, in use or not."""
    with _administrator(server) as cursor:
        cursor.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))
        statement = sql.SQL("create database {} template {} strategy file_copy encoding 'UTF8'")
        cursor.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))
    try:
        yield replace(server, dbname=name)
    finally:
        with _administrator(server) as cursor:
            cursor.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


@contextmanager
def _administrator(server: Server) -> Iterator[Any]:
    connection = server.connect()
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()

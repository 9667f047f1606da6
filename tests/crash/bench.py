"""One worker's place: a wire to the server, a project folder, and a database, set up anew for each trial."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from psycopg2 import sql

from ..support.project import Project
from ..support.servers import REPOSITORY, Server
from .job import NOWHERE, Ended, Job, Strike
from .scenarios import SCENARIOS
from .state import State, leftovers, read_state

PATIENCE = 10  # seconds for sessions that are closing


class Wire:
    """The proxy as a process of its own; `folder` holds its socket."""

    def __init__(self, folder: Path, server: Server) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        sockets = [str(Path(place) / f".s.PGSQL.{server.port}") for place in (folder, server.host)]
        self._process = subprocess.Popen(
            [sys.executable, "-m", f"{__package__}.proxy", *sockets],
            cwd=REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.hear()

    def say(self, **order: Any) -> None:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        self._process.stdin.flush()

    def hear(self) -> dict[str, Any]:
        assert self._process.stdout
        heard: dict[str, Any] = json.loads(self._process.stdout.readline())
        return heard

    def ask(self, **order: Any) -> dict[str, Any]:
        self.say(**order)
        return self.hear()

    def close(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(10)


@dataclass(frozen=True)
class Bench:
    """A database name, the folder of everything else, and the wire."""

    server: Server
    folder: Path
    wire: Wire

    @property
    def root(self) -> Path:
        return self.folder / "project"

    @property
    def job(self) -> Job:
        environment = {
            **self.server.environment,
            "PGHOST": str(self.wire.folder),
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        }
        return Job(self.root, environment, self.folder / "beside")

    def prepare(self, scenario: str) -> None:
        """Make the templates that `reset` copies: the database and the folder just before the run in question."""
        asked = SCENARIOS[scenario]
        shutil.rmtree(self.root, ignore_errors=True)
        self.root.mkdir(parents=True)
        self._create("template0")
        project = Project(self.root, self.server)
        project.reset()
        asked.before(project)
        if not asked.fresh:
            ended = self.job.run("run", "--json")
            assert ended.code == 0, ended
            self.job.warm_up()
        asked.arrives(project)
        self._administer(
            sql.SQL("drop database if exists {} with (force)").format(self._template(scenario)),
            sql.SQL("alter database {} rename to {}").format(self._database, self._template(scenario)),
        )
        shutil.copytree(self.root, self._folder_of(scenario), symlinks=True)

    def reset(self, scenario: str) -> None:
        """Restore the folder and the database as they were when `prepare` had finished."""
        if not self._folder_of(scenario).exists():
            self.prepare(scenario)
        for folder in (self.root, self.folder / "beside"):
            shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self._folder_of(scenario), self.root, symlinks=True)
        self._create(self._template(scenario).string)

    def refill(self, *arguments: str, strike: Strike = NOWHERE) -> Ended:
        return self.job.run(*arguments, strike=strike)

    def state(self) -> State:
        """Return the present state, past the wire."""
        connection = self.server.connect()
        try:
            with connection.cursor() as cursor:
                return read_state(cursor, self.root)
        finally:
            connection.close()

    def leftovers(self) -> list[str]:
        """Return temporary tables, locks, sessions and spool files. Wait a moment for sessions that are closing."""
        deadline = time.monotonic() + PATIENCE
        connection = self.server.connect()
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                while (found := leftovers(cursor)) and time.monotonic() < deadline:
                    time.sleep(0.02)
        finally:
            connection.close()
        return found + [f"file {path.name} in TMPDIR" for path in self.job.spool.rglob("*")]

    @property
    def _database(self) -> sql.Identifier:
        return sql.Identifier(self.server.dbname)

    def _template(self, scenario: str) -> sql.Identifier:
        return sql.Identifier(f"{self.server.dbname}_{scenario}")

    def _folder_of(self, scenario: str) -> Path:
        return self.folder / "templates" / scenario

    def _create(self, template: str) -> None:
        """Make the database anew from `template`.

        PostgreSQL logs 32 numbers of a sequence ahead, but not again for a copy: until the next checkpoint, a server
        that is killed returns numbers of a copied sequence twice.
        """
        self._administer(
            sql.SQL("drop database if exists {} with (force)").format(self._database),
            sql.SQL("create database {} template {}").format(self._database, sql.Identifier(template)),
            sql.SQL("checkpoint"),
        )

    def _administer(self, *statements: sql.Composable) -> None:
        connection = replace(self.server, dbname="postgres").connect()
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                for statement in statements:
                    cursor.execute(statement)
        finally:
            connection.close()


@contextmanager
def bench(server: Server, folder: Path, name: str) -> Iterator[Bench]:
    """Yield a place below `folder`, with a wire that ends with it."""
    place = folder / name
    place.mkdir()
    wire = Wire(place / "wire", server)
    try:
        yield Bench(replace(server, dbname=f"crash_{name}"), place, wire)
    finally:
        wire.close()

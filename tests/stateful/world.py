"""A project and a database that begin anew for every life, and what may happen to them."""

import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Any

from psycopg2 import sql

from refill.config.models import Config
from refill.database.connection import connect
from refill.database.ddl import prepare
from refill.database.target import read_target
from refill.database.warehouse import Warehouse
from refill.landing.land import land
from refill.project.project import find_project
from refill.runs.job import Options
from refill.runs.run import run
from refill.sync.sync import sync

from ..support import plans
from ..support.patience import wait_until
from ..support.project import Project
from ..support.servers import Server
from . import tables
from .company import GIVEN, HEADERS, REFERENCES, SOURCES, Policy
from .files import Disk, File
from .model import Pipeline

REFUSED = 3


@dataclass
class World:
    """`prepared` is a database after a first run without facts; lives begin with a copy of it, or with an empty one."""

    project: Project
    prepared: str = ""
    seconds: float = 2.0
    """What the longest run took."""
    runs: int = 0
    disk: Disk = field(default_factory=lambda: Disk({}, {}))

    def prepare(self) -> None:
        """Runs once, and keeps the database as the template of all others."""
        self.begin(fresh=True)
        self.run()
        self.prepared = f"{self.project.server.dbname}_prepared"
        with _administrator(self.project.server) as execute:
            execute("drop database if exists {} with (force)", self.prepared)
            execute("create database {} template {}", self.prepared, self.project.server.dbname)

    def begin(self, fresh: bool) -> Pipeline:
        """The company before its first run (`fresh`) or after it, and the model of the same moment."""
        for folder in ("data", "reference", "seeds"):
            shutil.rmtree(self.project.root / folder, ignore_errors=True)
            (self.project.root / folder).mkdir()
        self.disk = Disk({}, {})
        self.project.configure(Policy().yaml(), REFERENCES)
        for table, lines in GIVEN.items():
            self.give(table, File(HEADERS[table], lines))
        template = "template0" if fresh else self.prepared
        with _administrator(self.project.server) as execute:
            execute("drop database if exists {} with (force)", self.project.server.dbname)
            execute("create database {} template {}", self.project.server.dbname, template)
        pipeline = Pipeline()
        if not fresh:
            pipeline.run(self.project.config, self.disk)
        return pipeline

    def drop_prepared(self) -> None:
        with _administrator(self.project.server) as execute:
            execute("drop database if exists {} with (force)", self.prepared)

    # ---- the disk ----

    def deliver(self, path: str, file: File) -> None:
        self.disk.facts[path] = file
        self.project.write(path, file.text)

    def remove(self, path: str) -> None:
        del self.disk.facts[path]
        (self.project.root / path).unlink()

    def give(self, table: str, file: File) -> None:
        """The authoritative rows of a reference table."""
        self.disk.sources[table] = file
        self.project.write(SOURCES[table], file.text)

    def decide(self, policy: Policy) -> None:
        self.project.configure(policy.yaml(), REFERENCES)

    # ---- the runs ----

    def run(self, *domains: str) -> bool:
        """`refill run`: whether nothing was refused."""
        return self._run(Options(domains=domains))

    def undo(self, number: int) -> bool:
        """`refill undo` of a batch that counts from 1."""
        return self._run(Options(undo=self.project.query("select batch_id from batches order by 1")[number - 1][0]))

    def _run(self, options: Options) -> bool:
        self.runs += 1
        planned = plans.make_plan(self.project, domains=options.domains) if self._is_planned(options) else None
        entry = plans.last_entry(self.project)
        started = time.monotonic()
        project = find_project(self.project.root)
        outcome = run(project, read_target(project, "server"), options, lambda stage, what: None)
        self.seconds = max(self.seconds, time.monotonic() - started)
        if planned is not None:
            disagreements = plans.disagreements(self.project, planned, outcome, entry)
            assert disagreements == {}, "the run is not what was planned"
        assert outcome.exit_code in (0, REFUSED), outcome.errors
        return outcome.exit_code == 0

    def _is_planned(self, options: Options) -> bool:
        """Every fourth run, from the second on, comes behind a plan; an undoing has none."""
        return options.undo is None and self.runs % 4 == 2

    def run_by_hand(self) -> bool:
        """`refill generate`, `refill sync`, `refill land` and `dbt build`: whether nothing was refused."""
        self.project.generate()
        config = self.project.config
        connection = connect(read_target(find_project(self.project.root), "server"))
        try:
            prepare(Warehouse(connection, tables.SCHEMAS, config))
            synced = sync(Warehouse(connection, tables.SCHEMAS, config), self.project.root)
            land(Warehouse(connection, tables.SCHEMAS, config), self.project.root)
        finally:
            connection.close()
        built = self.project.dbt("build")
        return "refused" not in {table.status for table in synced} and "fail" not in built.values()

    def run_and_kill(self, when: float) -> None:
        """`refill run`, killed after a share of the time that a run takes. Its lock goes when the server notices."""
        child = os.fork()
        if child == 0:
            with suppress(BaseException):
                _be_quiet()
                self.run()
            os._exit(0)
        time.sleep(when * self.seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        wait_until(lambda: not self.project.query(RUN_LOCK), "the lock of the killed run")

    # ---- the tables ----

    @property
    def config(self) -> Config:
        return self.project.config

    def contents(self) -> dict[str, str]:
        return self.project.contents()

    def broken_invariants(self) -> dict[str, str]:
        """What `refill verify` finds."""
        return self.project.verify()

    def differences(self, pipeline: Pipeline) -> list[str]:
        """Where the database and the model do not agree."""
        config = self.project.config
        connection = self.project.server.connect()
        try:
            return tables.differences(tables.expected(pipeline, config), tables.found(connection, config))
        finally:
            connection.close()


RUN_LOCK = """
select 1 from pg_locks
where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())
    and (classid::bigint << 32) | objid::bigint = hashtextextended('refill run warehouse', 0)
"""


def _be_quiet() -> None:
    """A forked child writes nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)


@contextmanager
def _administrator(server: Server) -> Iterator[Any]:
    connection = replace(server, dbname="postgres").connect()
    connection.autocommit = True

    def execute(statement: str, *names: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    try:
        yield execute
    finally:
        connection.close()

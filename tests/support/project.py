"""A small project in a scratch database: write files, run, look at the results."""

import gc
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from psycopg2 import sql
from psycopg2.extensions import connection as Connection

from refill.config.load import load_config
from refill.config.models import Config
from refill.database.schemas import Schemas
from refill.database.target import read_target
from refill.database.warehouse import Warehouse
from refill.generate.write import write
from refill.project.project import find_project
from refill.runs.job import Options, Outcome
from refill.runs.run import run
from refill.verify.invariants import verify

from .dbt_memory import remember_texts
from .parsed import recall, remember
from .servers import REPOSITORY, Server

PROGRAMS = Path(sys.executable).parent
# every run writes these: the logs of runs and syncs, and the files that it looked at
UNTOUCHED = ("runs", "sync_log", "coverage", "staged", "staged_scopes", "quarantine_inputs")
VOLATILE = ("data", "reference", "seeds", "config", "models", "logs")
LOOKS = 200  # at most, until a session that is closing is gone
VIEWS = "+materialized: replaced_view"  # the line of dbt_project.yml for the quality models
QUICK = {"DBT_LOG_LEVEL_FILE": "none"}  # for a file that no other test reads
QUIET = ("--log-level", "none", "--no-send-anonymous-usage-stats", "--no-version-check")


@dataclass
class Project:
    """A project folder with the repository's macros, and the database that its target `server` names."""

    root: Path
    server: Server
    outcomes: list[Outcome] = field(default_factory=list)
    quality: bool = False  # True if full builds make the quality views too, half a second each
    artifacts: bool = False  # True if runs may write dbt.log

    # ---- files ----

    def reset(self) -> None:
        """Empty the project; dbt's parsed state stays, and the snapshots with it, so that the next parse is quick."""
        for name in VOLATILE:
            if (self.root / name).is_file():
                (self.root / name).unlink()
            shutil.rmtree(self.root / name, ignore_errors=True)
        shutil.copy(REPOSITORY / "profiles.yml", self.root)
        settings = (REPOSITORY / "dbt_project.yml").read_text(encoding="utf-8")
        off = settings if self.quality else settings.replace(VIEWS, f"{VIEWS}\n        +enabled: false")
        (self.root / "dbt_project.yml").write_text(off, encoding="utf-8")
        if not (self.root / "macros").exists():
            (self.root / "macros").symlink_to(REPOSITORY / "macros")
        for name in ("data", "reference", "seeds", "config", "logs"):
            (self.root / name).mkdir()

    def write(self, path: str, text: str, encoding: str = "utf-8") -> Path:
        """Write a file of the project, from text that may be indented like the code around it."""
        there = self.root / path
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_bytes(dedent(text).lstrip("\n").encode(encoding))
        return there

    def write_csv(self, domain: str, period: str, rows: Sequence[dict[str, Any]], name: str = "") -> Path:
        """Write a file of `rows` where the domain's files arrive; the header is the first row's."""
        lines = [list(rows[0]), *([row.get(column, "") for column in rows[0]] for row in rows)]
        text = "".join(",".join(map(str, line)) + "\n" for line in lines)
        return self.write(f"data/{period}/{name or domain}.csv", text)

    def configure(self, data: str, references: str) -> None:
        self.write("config/data_sources.yml", data)
        self.write("config/reference_sources.yml", references)

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace one piece of text by another in `data_sources` or `reference_sources`, as a user does."""
        path = self.root / "config" / f"{name}.yml"
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {name}.yml"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def append(self, name: str, text: str) -> None:
        path = self.root / "config" / f"{name}.yml"
        path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n" + text, encoding="utf-8")

    @property
    def config(self) -> Config:
        return load_config(self.root / "config")

    def generate(self) -> list[str]:
        recall(self.root)
        return write(self.root, self.config)

    # ---- running ----

    def run(self, exit_code: int = 0, **options: Any) -> Outcome:
        """Run `refill run` in this process. Show its results, gates and nodes, where the exit code is another.

        In a thread, for dbt inspects the whole stack several times, and pytest's is deep.
        """
        project = find_project(self.root)
        remember_texts()
        recall(self.root)
        with pytest.MonkeyPatch.context() as environment, ThreadPoolExecutor(1) as thread:
            for name, value in ({} if self.artifacts else QUICK).items():
                environment.setenv(name, value)
            job = thread.submit(run, project, read_target(project, "server"), Options(**options), lambda *_: None)
            outcome = job.result()
        remember(self.root)
        self.outcomes.append(outcome)
        refused = [file for file in outcome.files if file.status == "refused"]
        failed = [gate for gate in outcome.gates if not gate["ok"]]
        assert outcome.exit_code == exit_code, (outcome.errors, failed, refused, outcome.sources)
        return outcome

    def dbt(self, *arguments: str, target: str = "server") -> dict[str, str]:
        """Run dbt in this process on the target `server`. Return the status of each node."""
        from dbt.cli.main import dbtRunner

        places = ["--project-dir", str(self.root), "--profiles-dir", str(self.root), "--target", target]
        remember_texts()
        result = dbtRunner().invoke([*QUIET, *arguments, *places])
        if result.exception is not None:
            raise result.exception
        return {one.node.name: str(one.status) for one in getattr(result.result, "results", [])}

    def shell(self, *command: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        """Run a program of the virtual environment, from a shell in the project with next to nothing exported."""
        home = self.root / ".home"
        home.mkdir(exist_ok=True)
        clean = {"PATH": f"{PROGRAMS}:/usr/bin:/bin", "HOME": str(home), "PWD": str(self.root), **environment}
        return subprocess.run(
            [str(PROGRAMS / command[0]), *command[1:]],
            cwd=self.root,
            env=clean,
            capture_output=True,
            text=True,
            timeout=300,
        )

    # ---- looking ----

    def query(self, statement: str | sql.Composable, *arguments: Any) -> list[tuple[Any, ...]]:
        """Return rows, with the schema `warehouse` and its companions on the search path."""
        connection = self.server.connect()
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute("set search_path = warehouse, warehouse_ledger, public")
                cursor.execute(statement, arguments or None)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def warehouse(self, connection: Connection) -> Warehouse:
        """The project's database by this connection."""
        return Warehouse(connection, Schemas("warehouse"), self.config)

    def verify(self) -> dict[str, str]:
        """Return the invariants that do not hold, with the details: empty where all is well."""
        project = find_project(self.root)
        compiled = project.root / "target" / "compiled" / project.name / "models" / "generated"
        connection = self.server.connect()
        try:
            invariants = verify(self.warehouse(connection), compiled)
        finally:
            connection.close()
        return {invariant.name: invariant.detail for invariant in invariants if not invariant.ok}

    def contents(self, *left_out: str) -> dict[str, str]:
        """Return a digest of every table by name, without the log of runs, tables that dbt rebuilds, and `left_out`."""
        rebuilt = ("warehouse_staging", "warehouse_seeds")
        return self.digests(
            *(
                (schema, name)
                for schema, name in self.query(TABLES)
                if name in (*UNTOUCHED, *left_out) or schema in rebuilt
            )
        )

    def digests(self, *left_out: tuple[str, str]) -> dict[str, str]:
        """Return a digest of every table by name, but those named by schema and name."""
        tables = [place for place in self.query(TABLES) if place not in left_out]
        return {".".join(place): self.query(sql.SQL(DIGEST).format(_compared(place)))[0][0] for place in tables}

    def quarantine(self, domain: str) -> list[tuple[Any, ...]]:
        """Return file, row, reasons and raw row of all that is set aside."""
        table = sql.Identifier("warehouse_quarantine", domain)
        statement = "select _file, _row_number, _reasons, _raw from {} order by _batch_id, _row_number"
        return self.query(sql.SQL(statement).format(table))

    def leftovers(self) -> list[tuple[Any, ...]]:
        """Return temporary tables, locks and sessions that a run left. Wait a moment for closing sessions."""
        found = self.query(LEFTOVERS)
        if found:
            gc.collect()  # a command leaves its connection to the end of its process, here that of the tests
        for _ in range(LOOKS if found else 0):
            if not (found := self.query(LEFTOVERS)):
                break
            time.sleep(0.05)
        return found


def _compared(place: tuple[str, str]) -> sql.Composed:
    """Return a table, but for the state of files: that is written down once they have lain there for two seconds."""
    columns = "domain, file, sheet, sha256" if place == ("warehouse_ledger", "deliveries") else "*"
    return sql.SQL("(select {} from {})").format(sql.SQL(columns), sql.Identifier(*place))


TABLES = """
select n.nspname, c.relname
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'r' and n.nspname like 'warehouse%%'
order by 1, 2
""".replace("%%", "%")
DIGEST = "select coalesce(md5(string_agg(t::text, e'\\n' order by t::text collate \"C\")), '') from {} as t"
LEFTOVERS = """
select 'relation', n.nspname || '.' || c.relname
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relname ~ '__dbt|_bloading$|_breturning$' and n.nspname like 'warehouse%'
union all
select 'lock', locktype from pg_locks
where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())
union all
select 'session', application_name || ' ' || state from pg_stat_activity
where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
"""


def facts(outcome: Outcome) -> dict[str, dict[str, int]]:
    """Return by domain the counts of a run that are not zero."""
    return {row["domain"]: {k: n for k, n in row.items() if k != "domain" and n} for row in outcome.facts}


def failed_gates(outcome: Outcome) -> dict[str, list[str]]:
    """Return the lines that each failed gate lists."""
    return {gate["name"]: gate["failing_keys"] for gate in outcome.gates if not gate["ok"]}


def landed(outcome: Outcome) -> list[tuple[str, str]]:
    return [(file.path, file.status) for file in outcome.files]

"""Many cases in one dbt project: their YAML, their rows in the database, and what the tables hold after each run."""

import json
import shutil
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg2
from dbt.artifacts.schemas.run import RunExecutionResult
from dbt.cli.main import dbtRunner, dbtRunnerResult
from dbt.contracts.graph.manifest import Manifest
from psycopg2 import sql
from psycopg2.extensions import connection as Connection
from psycopg2.extensions import cursor as Cursor

from refill.config.load import load_config
from refill.config.models import Config
from refill.database.ddl import prepare
from refill.database.schemas import Schemas
from refill.database.warehouse import Transaction, Warehouse
from refill.generate.write import write
from refill.landing import incoming, ledger, parts

from .aggregations import Fact
from .cases import Batch, Case, Run
from .model import Arrivals, Row, State, after, stage

REPOSITORY = Path(__file__).resolve().parents[2]
QUIET = [
    "--quiet",
    "--log-level",
    "none",
    "--log-level-file",
    "none",
    "--no-send-anonymous-usage-stats",
    "--no-write-json",
]
ROUNDS = 3
TRACKING = (
    "_source", "_needs_review", "_derived_from_domain", "_derived_from_batch", "_derived_at", "_derived_columns",
    "_retired_at", "_created_at", "_updated_at",
)  # fmt: skip


@dataclass
class World:
    """One case among the others: `prefix` comes before the names of its domains and tables."""

    case: Case
    prefix: str
    config: Config
    pending: dict[int, tuple[str, list[Fact]]] = field(default_factory=dict)
    sources: dict[str, Any] = field(default_factory=dict)
    expected: list[State] = field(default_factory=list)
    staged: list[dict[Any, Any]] = field(default_factory=list)
    found: list[dict[str, Any]] = field(default_factory=list)
    found_staged: list[dict[str, Any]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def models(self) -> list[str]:
        """What dbt runs of this case."""
        return [f"stg_{name}" for name in self.config.domains] + [table.model for table in self.config.tables.values()]


def build(cases: dict[str, Case], root: Path, connection: Connection, schema: str) -> dict[str, World]:
    """Runs all cases through dbt and through the model: a round for each of their runs, and one more."""
    config = _write_project(cases, root)
    prepare(Warehouse(connection, Schemas(schema), config))
    worlds = {name: World(case, f"c{i}_", _part(config, f"c{i}_")) for i, (name, case) in enumerate(cases.items())}
    starts: list[datetime] = []
    manifest = _dbt(dbtRunner(), root, "parse").result
    assert isinstance(manifest, Manifest)
    rounds = min(ROUNDS, max(len(case.runs) for case in cases.values()) + 1)
    for number in range(1, rounds + 1):
        active = [world for world in worlds.values() if number <= len(world.case.runs) + 1]
        with connection, connection.cursor() as cursor:
            for world in active:
                _arrive(cursor, Schemas(schema), world, number)
            cursor.execute("select clock_timestamp()")
            starts += cursor.fetchone() or ()
        names = [model for world in active for model in world.models]
        _keep_errors(worlds, _dbt(dbtRunner(manifest=manifest.deepcopy()), root, "run", "--select", *names))
        with connection, connection.cursor() as cursor:
            for world in active:
                _look(cursor, Schemas(schema), world, starts)
                _load(cursor, Schemas(schema), world, number)
    return worlds


# ---- the project ----


def _write_project(cases: dict[str, Case], root: Path) -> Config:
    """A project with the repository's macros. Facts and gates are left out: they cost time, and change nothing."""
    domains: dict[str, Any] = {}
    tables: dict[str, Any] = {}
    for i, case in enumerate(cases.values()):
        domains |= {f"c{i}_{name}": _domain(f"c{i}_", name, domain) for name, domain in case.domains.items()}
        tables |= {f"c{i}_{name}": _table(f"c{i}_", name, table) for name, table in case.tables.items()}
    (root / "config").mkdir()
    for name, content in (("data_sources", {"domains": domains}), ("reference_sources", {"reference_tables": tables})):
        text = json.dumps({"version": 1, **content}, ensure_ascii=False, indent=1)
        (root / "config" / f"{name}.yml").write_text(text, encoding="utf-8")
    for name in ("dbt_project.yml", "profiles.yml"):
        shutil.copy(REPOSITORY / name, root)
    (root / "macros").symlink_to(REPOSITORY / "macros")
    config = load_config(root / "config")
    write(root, config)
    for folder in ("facts", "gates", "quality", "quarantine"):
        shutil.rmtree(root / "models" / "generated" / folder)
    return config


def _domain(prefix: str, name: str, domain: dict[str, Any]) -> dict[str, Any]:
    keys = [{**key, "target_table": prefix + key["target_table"]} for key in domain["foreign_keys"]]
    fixed = {
        "description": name,
        "files": {"patterns": ["*.csv"]},
        "fact": {"model": f"fct_{prefix}{name}", "table": f"{prefix}{name}"},
    }
    return {**fixed, **domain, "foreign_keys": keys}


def _table(prefix: str, name: str, table: dict[str, Any]) -> dict[str, Any]:
    keys = [{**key, "target_table": prefix + key["target_table"]} for key in table.get("foreign_keys", [])]
    return {"model": f"dim_{prefix}{name}", **table, "foreign_keys": keys}


def _part(config: Config, prefix: str) -> Config:
    return Config(
        domains={name: domain for name, domain in config.domains.items() if name.startswith(prefix)},
        tables={name: table for name, table in config.tables.items() if name.startswith(prefix)},
    )


def _dbt(runner: dbtRunner, root: Path, command: str, *options: str) -> dbtRunnerResult:
    places = ["--project-dir", str(root), "--profiles-dir", str(root), "--target", "server"]
    result = runner.invoke([command, *QUIET, *places, *options])
    if result.exception is not None:
        raise result.exception
    return result


def _keep_errors(worlds: dict[str, World], result: dbtRunnerResult) -> None:
    assert isinstance(result.result, RunExecutionResult)
    for one in result.result.results:
        if one.status != "success":
            world = next(world for world in worlds.values() if one.node.name in world.models)
            world.errors.append(f"{one.node.name}: {one.status}: {one.message}")


# ---- what arrives ----

# a sync that let every missing key go: guards are not what these tests are about
SYNCED = """
insert into {} as held (table_name, rows, accepted_retirements) values (%s, 0, 1000000)
on conflict (table_name, source) do update set merged = false, accepted_retirements = 1000000
"""


def _arrive(cursor: Cursor, schemas: Schemas, world: World, number: int) -> None:
    """Lands what a run brings, and lets the model take the same."""
    run = world.case.runs[number - 1] if number <= len(world.case.runs) else Run((), {})
    for batch in run.batches:
        _land(cursor, schemas, world, batch)
    for name, rows in run.sources.items():
        world.sources[world.prefix + name] = rows
        table = world.config.tables[world.prefix + name]
        place = sql.Identifier(schemas.landing, table.short)
        cursor.execute(sql.SQL("truncate {}").format(place))
        _insert(cursor, place, rows)
        cursor.execute(sql.SQL(SYNCED).format(sql.Identifier(schemas.ledger, "syncs")), [table.name])
    facts: dict[str, list[Fact]] = {}
    for domain, staged in world.pending.values():
        facts.setdefault(domain, []).extend(staged)
    before = world.expected[-1] if world.expected else {}
    world.expected.append(after(world.config, before, Arrivals(number, facts, world.sources)))
    world.staged.append({(d, f.batch, f.row): f.values for d, staged in facts.items() for f in staged})


def _land(cursor: Cursor, schemas: Schemas, world: World, batch: Batch) -> None:
    domain = world.config.domains[world.prefix + batch.domain]
    work = Transaction(Warehouse(cursor.connection, schemas, world.config), cursor)
    batch_id = ledger.next_batch_id(work)
    rows_apart = incoming.for_small(work, domain.name)
    noted = '{"status": "rejected", "reason": "test"}'
    marks = [{"_row_number": i + 2, "_note": noted if i in batch.noted else None} for i in range(len(batch.rows))]
    landed = [{name: cell or None for name, cell in row.items()} for row in batch.rows]  # a reader never lands ''
    _insert(cursor, rows_apart.table, [{**mark, **row} for mark, row in zip(marks, landed, strict=True)])
    origin = ledger.Origin(domain.name, "file.csv", "", None)
    contents = ledger.Contents(str(batch_id), len(batch.rows), {"test": len(batch.noted)}, {}, {}, ())
    part = parts.take(work, domain.name, len(batch.rows), None)
    ledger.record(work, batch_id, part.number, origin, contents)
    parts.put(work, part, rows_apart, batch_id, origin.file, origin.sheet, len(batch.rows))
    rows = {i + 2: row for i, row in enumerate(batch.rows) if i not in batch.noted}
    world.pending[batch_id] = (domain.name, stage(domain, batch_id, rows))


def _insert(cursor: Cursor, place: sql.Identifier, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        names = sql.SQL(", ").join(map(sql.Identifier, row))
        values = sql.SQL(", ").join(map(sql.Literal, row.values()))
        cursor.execute(sql.SQL("insert into {} ({}) values ({})").format(place, names, values))


def _load(cursor: Cursor, schemas: Schemas, world: World, number: int) -> None:
    """What the fact model would do where its gate lets it: write the batches down as loaded."""
    if number <= len(world.case.runs) and world.case.runs[number - 1].loaded:
        for batch, (domain, _) in world.pending.items():
            place = sql.Identifier(schemas.ledger, "loads")
            cursor.execute(sql.SQL("insert into {} values (%s, %s, 'test')").format(place), [batch, domain])
        world.pending.clear()


# ---- the tables ----


def _look(cursor: Cursor, schemas: Schemas, world: World, starts: list[datetime]) -> None:
    """Reads all tables of a case, each moment as the number of its run."""
    found: dict[str, Any] = {}
    staged: dict[Any, Any] = {}
    for name, table in world.config.tables.items():
        rows = _select(cursor, sql.Identifier(schemas.target, name), [*table.columns, *TRACKING])
        found[name] = {
            tuple(row[k] for k in table.keys): _row(row, list(table.columns), list(table.keys), starts) for row in rows
        }
        assert len(found[name]) == len(rows)
    for name, domain in world.config.domains.items():
        for row in _select(
            cursor, sql.Identifier(schemas.staging, f"stg_{name}"), ["_batch_id", "_row_number", *domain.columns]
        ):
            staged[name, row.pop("_batch_id"), row.pop("_row_number")] = row
    world.found.append(found)
    world.found_staged.append(staged)


def _select(cursor: Cursor, place: sql.Identifier, columns: list[str]) -> list[dict[str, Any]]:
    cursor.execute("savepoint look")
    try:
        cursor.execute(sql.SQL("select {} from {}").format(sql.SQL(", ").join(map(sql.Identifier, columns)), place))
    except psycopg2.errors.UndefinedTable:
        cursor.execute("rollback to savepoint look")
        return []
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def _row(row: dict[str, Any], columns: list[str], keys: list[str], starts: list[datetime]) -> Row:
    def run(moment: datetime | None) -> Any:
        return None if moment is None else bisect_right(starts, moment)

    derived = row["_derived_columns"]
    assert len(derived) == len(set(derived)), f"_derived_columns names a column twice: {derived}"
    return Row(
        values={name: row[name] for name in columns if name not in keys},
        source=row["_source"],
        needs_review=row["_needs_review"],
        domain=row["_derived_from_domain"],
        batch=row["_derived_from_batch"],
        derived_at=run(row["_derived_at"]),
        derived=frozenset(derived),
        retired_at=run(row["_retired_at"]),
        created_at=run(row["_created_at"]),
        updated_at=run(row["_updated_at"]),
    )

"""The invariants of the pipeline, checked on the live database with counts and anti-joins."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from psycopg2 import sql
from psycopg2.extensions import connection as Connection

from refill.config.models import Config, Domain, ReferenceTable
from refill.database.query import exists, format_sql, rows
from refill.database.schemas import Schemas
from refill.verify_sql import (
    ACCOUNTS,
    CHANGED_VALUE,
    DOUBLED_KEYS,
    DOUBLED_ROWS,
    OF_LOADED_BATCHES,
    ORPHANS,
    STAGED_AND_PENDING,
    UNMERGED,
    VALID_KEY,
)

SHOWN = 10


@dataclass(frozen=True)
class Invariant:
    """One invariant's verdict; `detail` counts what was looked at, or lists what breaks it."""

    name: str
    ok: bool
    detail: str


@dataclass(frozen=True)
class Live:
    """The database as it stands. `compiled` is the folder of the SQL that dbt last compiled."""

    connection: Connection
    schemas: Schemas
    config: Config
    compiled: Path

    @property
    def dbname(self) -> str:
        return str(self.connection.info.dbname)

    def has(self, schema: str, name: str) -> bool:
        return exists(self.connection, schema, name)

    @property
    def domains(self) -> list[Domain]:
        """The domains whose fact table has been made."""
        return [d for d in self.config.domains.values() if self.has(self.schemas.target, d.fact.table)]

    @property
    def tables(self) -> list[ReferenceTable]:
        """The reference tables that have been made."""
        return [t for t in self.config.tables.values() if self.has(self.schemas.target, t.name)]


def verify(live: Live) -> list[Invariant]:
    """Checks conservation, references, uniqueness and idempotence; violations are listed, the first ten in words."""
    checks: tuple[tuple[str, Callable[[Live], tuple[list[str], str]]], ...] = (
        ("conservation", _conservation),
        ("references", _references),
        ("uniqueness", _uniqueness),
        ("idempotence", _idempotence),
    )
    return [_verdict(name, *check(live)) for name, check in checks]


def _verdict(name: str, broken: Sequence[str], looked_at: str) -> Invariant:
    if not broken:
        return Invariant(name, True, looked_at)
    more = f"; and {len(broken) - SHOWN} more" if len(broken) > SHOWN else ""
    return Invariant(name, False, "; ".join(broken[:SHOWN]) + more)


def _conservation(live: Live) -> tuple[list[str], str]:
    """Each row of each loaded batch is in exactly one place, each number in a fact is as delivered."""
    broken, batches = [], 0
    schemas = live.schemas
    for domain in live.domains:
        ledger = {name: sql.Identifier(schemas.ledger, name) for name in ("batches", "loads", "scopes")}
        statement = sql.SQL(ACCOUNTS).format(
            domain=sql.Literal(domain.name),
            raw=sql.Identifier(schemas.raw, domain.name),
            fact=sql.Identifier(schemas.target, domain.fact.table),
            quarantine=sql.Identifier(schemas.quarantine, domain.name),
            **ledger,
        )
        for account in rows(live.connection, statement):
            batch, file, sheet, landed, raw, elsewhere, fact, held, superseded, both = account
            batches += 1
            if landed != raw or landed != elsewhere + fact + held + superseded or both:
                broken.append(
                    f"batch {batch} ({file} {sheet}): {landed} rows delivered, {raw} in raw; {fact} in the fact, "
                    f"{held} in quarantine ({both} in both), {superseded} superseded, {elsewhere} rejected or skipped"
                )
        for name, column in domain.columns.items():
            if column.type.kind == "numeric":
                broken += _changed_values(live, domain, name, column.type.precision or 0, column.type.scale or 0)
    return broken, f"{batches} loaded batches"


def _changed_values(live: Live, domain: Domain, column: str, precision: int, scale: int) -> list[str]:
    schemas = live.schemas
    statement = sql.SQL(CHANGED_VALUE).format(
        raw=sql.Identifier(schemas.raw, domain.name),
        fact=sql.Identifier(schemas.target, domain.fact.table),
        column=sql.Identifier(column),
        fold=sql.Identifier(schemas.ledger, "fold"),
        try_numeric=sql.Identifier(schemas.ledger, "try_numeric"),
        precision=sql.Literal(precision),
        scale=sql.Literal(scale),
        tokens=sql.SQL(", ").join(sql.Literal(token) for token in domain.null_tokens),
    )
    return [
        f"batch {b}: the sum of {column} is {ours}, delivered were {theirs}"
        for b, ours, theirs in rows(live.connection, statement)
    ]


def _references(live: Live) -> tuple[list[str], str]:
    """Each key of a fact and of a reference table resolves, by a valid constraint and by looking."""
    broken, keys = [], 0
    target = live.schemas.target
    wanted = [
        (d.fact.table, k.name, k.source_columns, k.target_table, k.target_keys)
        for d in live.domains
        for k in d.foreign_keys
    ] + [
        (t.name, "", k.columns, k.target_table, live.config.tables[k.target_table].keys)
        for t in live.tables
        for k in t.foreign_keys
    ]
    for table, name, columns, parent, parent_keys in wanted:
        keys += 1
        found = rows(live.connection, VALID_KEY, [target, table, target, parent, list(columns), list(parent_keys)])
        if not found:
            broken.append(f"{table} ({', '.join(columns)}): no valid foreign key {name} to {parent} in the database")
        if not live.has(target, parent):
            continue
        orphans = rows(live.connection, _orphans(target, table, columns, parent, parent_keys))[0][0]
        if orphans:
            broken.append(f"{table} ({', '.join(columns)}): {orphans} rows name no row of {parent}")
    return broken, f"{keys} foreign keys"


def _orphans(schema: str, table: str, columns: Sequence[str], parent: str, keys: Sequence[str]) -> sql.Composed:
    pairs = [
        sql.SQL("parent.{} = child.{}").format(sql.Identifier(key), sql.Identifier(column))
        for key, column in zip(keys, columns, strict=True)
    ]
    present = [sql.SQL("child.{} is not null").format(sql.Identifier(column)) for column in columns]
    return sql.SQL(ORPHANS).format(
        child=sql.Identifier(schema, table),
        parent=sql.Identifier(schema, parent),
        present=sql.SQL(" and ").join(present),
        same=sql.SQL(" and ").join(pairs),
    )


def _uniqueness(live: Live) -> tuple[list[str], str]:
    """No folded key twice in a reference table, no raw row twice in a fact."""
    broken = []
    for table in live.tables:
        folded = sql.SQL(", ").join(
            sql.SQL("{}(cast({} as text))").format(sql.Identifier(live.schemas.ledger, "fold"), sql.Identifier(key))
            for key in table.keys
        )
        statement = sql.SQL(DOUBLED_KEYS).format(table=sql.Identifier(live.schemas.target, table.name), key=folded)
        broken += [f"{table.name}: key {key} is there {count} times" for key, count in rows(live.connection, statement)]
    for domain in live.domains:
        statement = format_sql(DOUBLED_ROWS, fact=(live.schemas.target, domain.fact.table))
        broken += [
            f"{domain.fact.table}: row {row} of batch {batch} is there {count} times"
            for batch, row, count in rows(live.connection, statement)
        ]
    return broken, f"{len(live.tables)} reference tables, {len(live.domains)} facts"


def _idempotence(live: Live) -> tuple[list[str], str]:
    """The models' own SELECTs, as dbt compiled them, find nothing to write for what is loaded and merged already."""
    broken, checked, waiting = [], 0, 0
    pending = _pending_domains(live)
    unmerged = {table for (table,) in rows(live.connection, _ledger(live, UNMERGED))}
    for table in live.tables:
        if table.name in unmerged or any(domain.name in pending for domain, _ in live.config.feeding(table.name)):
            waiting += 1
            continue
        checked += 1
        broken += _would_write(live, "dimensions", table.model)
    for domain in live.domains:
        checked += 1
        broken += _would_write(live, "facts", domain.fact.model)
    left = f"; {waiting} reference tables have something waiting" if waiting else ""
    return broken, f"{checked} models would write nothing{left}"


def _ledger(live: Live, statement: str) -> sql.Composed:
    names = ("batches", "loads", "staged", "syncs")
    return sql.SQL(statement).format(**{name: sql.Identifier(live.schemas.ledger, name) for name in names})


def _pending_domains(live: Live) -> set[str]:
    return {domain for (domain,) in rows(live.connection, _ledger(live, STAGED_AND_PENDING))}


def _would_write(live: Live, folder: str, model: str) -> list[str]:
    path = live.compiled / folder / f"{model}.sql"
    if not path.exists():
        return [f"{model}: not compiled here. Run `dbt compile`, then verify again"]
    # dbt's own SQL, unchanged; the rows of batches that wait are no violation
    loaded = _ledger(live, OF_LOADED_BATCHES) if folder == "facts" else sql.SQL("")
    text = path.read_text(encoding="utf-8")
    if f'"{live.dbname}"."{live.schemas.target}' not in text:
        return [f"{model}: compiled for another target. Run `dbt compile` for this one, then verify again"]
    select = sql.Composed([sql.SQL("("), sql.SQL(text), sql.SQL("\n)")])
    statement = sql.SQL("select count(*) from ") + select + sql.SQL(" as would_write ") + loaded
    written = rows(live.connection, statement)[0][0]
    return [f"{model}: another run would write {written} rows"] if written else []

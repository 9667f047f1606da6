"""The tables that must be there before dbt runs: the ledger, the raw tables and the landing tables."""

import hashlib
from collections.abc import Mapping
from importlib import resources

from psycopg2 import sql
from psycopg2.extensions import connection as Connection
from psycopg2.extensions import cursor as Cursor

from refill.config.models import Config
from refill.database.schemas import Schemas
from refill.errors import Refused

VERSION = 1

RAW_COLUMNS = {
    "_batch_id": "bigint not null",
    "_row_number": "bigint not null",
    "_file": "text not null",
    "_sheet": "text not null",
    "_note": "jsonb",
    "_extra": "jsonb",
}

LEDGER = """
create table if not exists {ledger}.version (version integer not null, functions text not null);

create table if not exists {ledger}.batches (
    batch_id bigint generated always as identity primary key,
    domain text not null,
    file text not null,
    sheet text not null,
    period text,
    sha256 text not null,
    rows bigint not null,
    rejected bigint not null,
    skipped bigint not null,
    columns jsonb not null,
    unknown_columns jsonb not null,
    landed_at timestamptz not null default now()
);
create index if not exists batches_by_content on {ledger}.batches (domain, sha256, sheet);

create table if not exists {ledger}.loads (
    batch_id bigint primary key references {ledger}.batches,
    domain text not null,
    invocation_id text not null,
    loaded_at timestamptz not null default now()
);

create table if not exists {ledger}.staged (
    domain text not null,
    batch_id bigint not null references {ledger}.batches,
    primary key (domain, batch_id)
);

create table if not exists {ledger}.scopes (
    batch_id bigint not null references {ledger}.batches,
    domain text not null,
    scope text not null,
    rows bigint not null,
    superseded_by bigint references {ledger}.batches,
    primary key (batch_id, scope)
);
create index if not exists scopes_in_force on {ledger}.scopes (domain, scope) where superseded_by is null;

create table if not exists {ledger}.changes (
    invocation_id text not null,
    relation text not null,
    change text not null,
    rows bigint not null,
    changed_at timestamptz not null default now()
);
create index if not exists changes_by_invocation on {ledger}.changes (invocation_id);

create table if not exists {ledger}.syncs (
    table_name text primary key,
    sha256 text not null,
    rows bigint not null,
    merged boolean not null default false,
    synced_at timestamptz not null default now()
);

create table if not exists {ledger}.runs (
    run_id text primary key,
    project_state text not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    exit_code integer,
    built boolean,
    summary jsonb
);
"""


def prepare(connection: Connection, schemas: Schemas, config: Config) -> None:
    """Creates what is missing in one transaction and commits. Tables and columns that exist are left alone.

    Raises Refused where the database was prepared by a newer version.
    """
    with connection, connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"refill {schemas.ledger} tables"])
        cursor.execute("set local client_min_messages = warning")
        for schema in schemas.all:
            cursor.execute(sql.SQL("create schema if not exists {}").format(sql.Identifier(schema)))
        cursor.execute(sql.SQL(LEDGER).format(ledger=sql.Identifier(schemas.ledger)))
        _check_version(cursor, schemas)
        for domain in config.domains.values():
            columns = RAW_COLUMNS | dict.fromkeys(domain.columns, "text")
            _ensure_table(cursor, schemas.raw, domain.name, columns, ' partition by list ("_batch_id")')
        for table in config.tables.values():
            if table.source.type != "seed":
                _ensure_table(cursor, schemas.landing, table.short, dict.fromkeys(table.columns, "text"))


def _check_version(cursor: Cursor, schemas: Schemas) -> None:
    """Refuses a newer ledger, and brings the functions up to date where their text has changed."""
    table = sql.Identifier(schemas.ledger, "version")
    cursor.execute(sql.SQL("select version, functions from {}").format(table))
    found = cursor.fetchone()
    if found is not None and found[0] > VERSION:
        raise Refused(
            f"The tables in schema {schemas.ledger} are of version {found[0]}; this refill knows up to {VERSION}. "
            "Use the refill that made them, or a newer one."
        )
    text = resources.files("refill.database").joinpath("functions.sql").read_text(encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    if found is None or found[1] != digest:
        ledger = sql.Identifier(schemas.ledger).as_string(cursor)
        cursor.execute(text.replace("{ledger}", ledger))
        cursor.execute(sql.SQL("delete from {}").format(table))
        cursor.execute(sql.SQL("insert into {} values (%s, %s)").format(table), [VERSION, digest])


def _ensure_table(cursor: Cursor, schema: str, name: str, columns: Mapping[str, str], suffix: str = "") -> None:
    """Creates the table, or adds the columns that it lacks."""
    table = sql.Identifier(schema, name)
    cursor.execute(
        "select column_name from information_schema.columns where table_schema = %s and table_name = %s", [schema, name]
    )
    held = {column for (column,) in cursor.fetchall()}
    if not held:
        body = sql.SQL(", ").join(sql.Identifier(c) + sql.SQL(f" {kind}") for c, kind in columns.items())
        cursor.execute(sql.SQL("create table {} ({})").format(table, body) + sql.SQL(suffix))
        return
    for column, kind in columns.items():
        if column not in held:
            cursor.execute(
                sql.SQL("alter table {} add column {} ").format(table, sql.Identifier(column)) + sql.SQL(kind)
            )

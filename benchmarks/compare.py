"""The comparison of two databases' facts and reference tables: refill's, and another way's."""

import contextlib
from collections.abc import Mapping
from typing import Any

from psycopg2 import sql

from benchmarks.server import Server
from refill.config.models import Config

MARKS = ("_source", "_needs_review", "_derived_from_domain")  # the marks of a derived row in both


class Different(Exception):
    """The ways have made different tables."""


Columns = Mapping[str, tuple[str, ...]]  # by table


def whole_tables(config: Config) -> Columns:
    """Return facts with all columns of the YAML, reference tables with these and their marks."""
    facts = {domain.fact.table: tuple(domain.columns) for domain in config.domains.values()}
    return facts | {name: (*table.columns, *MARKS) for name, table in config.tables.items()}


def reference_keys(config: Config) -> Columns:
    """Return the reference tables' keys alone."""
    return {name: table.keys for name, table in config.tables.items()}


def compare(server: Server, columns: Columns, refill: tuple[str, str], other: tuple[str, str]) -> dict[str, int]:
    """Compare two places, each a database and a schema. Return rows by table; raise Different, with their names."""
    ours, theirs = (_digests(server, *place, columns) for place in (refill, other))
    wrong = [f"{name}: {ours[name]} and {theirs[name]}" for name in columns if ours[name] != theirs[name]]
    if wrong:
        raise Different("rows and digest by refill and by the other way differ. " + "; ".join(wrong))
    return {name: count for name, (count, _) in ours.items()}


def _digests(server: Server, database: str, schema: str, tables: Columns) -> dict[str, Any]:
    """Return the rows, and a sum over the rows of a hash of each, which the order of the rows does not change."""
    statement = "select count(*), coalesce(sum(hashtextextended(cast(row({}) as text), 0)), 0) from {}"
    found = {}
    with contextlib.closing(server.connect(database)) as connection, connection.cursor() as cursor:
        for name, columns in tables.items():
            listed = sql.SQL(", ").join(map(sql.Identifier, columns))
            cursor.execute(sql.SQL(statement).format(listed, sql.Identifier(schema, name)))
            found[name] = cursor.fetchone()
    return found

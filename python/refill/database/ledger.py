"""refill's own tables and functions: made as this version wants them, or brought up to it."""

import hashlib
from importlib import resources

from psycopg2 import sql
from psycopg2.extensions import cursor as Cursor

from refill.database.schemas import Schemas
from refill.errors import Refused

VERSION = 5
FUNCTIONS = ("sql/values.sql", "functions.sql", "review.sql")


def ensure_ledger(cursor: Cursor, schemas: Schemas) -> None:
    """Makes the ledger, or upgrades it step by step, in the transaction of `cursor`.

    Raises Refused, with nothing changed, where a newer refill has made it.
    """
    ledger = sql.Identifier(schemas.ledger).as_string(cursor)
    version, functions = _held(cursor, schemas)
    if version > VERSION:
        raise Refused(
            f"The tables in schema {schemas.ledger} are of version {version}; this refill knows up to {VERSION}. "
            "Use the refill that made them, or a newer one."
        )
    for step in range(version + 1, VERSION + 1) if version else ():
        cursor.execute(_text(f"upgrades/{step}.sql").replace("{ledger}", ledger))
    if version < VERSION:
        cursor.execute(_text("ledger.sql").replace("{ledger}", ledger))
    text = ";\n".join(map(_text, FUNCTIONS))
    digest = hashlib.sha256(text.encode()).hexdigest()
    if functions != digest:
        target = sql.Literal(schemas.target).as_string(cursor)
        cursor.execute(text.replace("{ledger}", ledger).replace("{target}", target))
    if (version, functions) != (VERSION, digest):
        table = sql.Identifier(schemas.ledger, "version")
        cursor.execute(sql.SQL("delete from {}").format(table))
        cursor.execute(sql.SQL("insert into {} values (%s, %s)").format(table), [VERSION, digest])


def _held(cursor: Cursor, schemas: Schemas) -> tuple[int, str]:
    """The version of the tables, 0 where there are none, and the digest of the functions."""
    table = sql.Identifier(schemas.ledger, "version")
    cursor.execute("select to_regclass(%s)", [table.as_string(cursor)])
    if (cursor.fetchone() or (None,))[0] is None:
        return 0, ""
    cursor.execute(sql.SQL("select version, functions from {}").format(table))
    return cursor.fetchone() or (0, "")


def _text(name: str) -> str:
    return resources.files("refill.database").joinpath(name).read_text(encoding="utf-8")

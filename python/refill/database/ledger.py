"""refill's own tables and functions: made as this version wants them, or brought up to it."""

import hashlib
import re
from collections.abc import Callable
from importlib import resources

from psycopg2 import sql
from psycopg2.extensions import cursor as Cursor
from psycopg2.extras import Json

from refill.config.schemas import KINDS
from refill.database.schemas import Schemas
from refill.errors import Refused

VERSION = 7
REFUSED = "RF001"
"""The code of the errors that `refuse` in sql/keys.sql raises."""
NAMES = re.compile(rf"\{{({'|'.join(('target', 'ledger_name', *KINDS))})\}}")
FUNCTIONS: dict[str, tuple[str, ...]] = {
    "values": (),
    "runs": (),
    "audit": (),
    "row_changes": (),
    "batches": (),
    "quarantine": (),
    "schema_changes": ("batches",),
    "views": (),
    "decisions": (),
    "keys": ("values",),
    "locks": ("keys",),
    "reviews": ("keys", "decisions"),
    "set_aside": ("reviews",),
    "merges": ("reviews",),
    "verdicts": ("reviews",),
}
"""The files of functions and views in `sql`, in the order in which they are executed, each with those that it rests on:
where one of these has changed, it is executed again too."""


def ensure_ledger(cursor: Cursor, schemas: Schemas) -> None:
    """Make the ledger, or upgrade it step by step, in the transaction of `cursor`. What has not changed is left alone.

    Raise Refused, with nothing changed, where a newer refill has made it.
    """
    version, held = _held(cursor, schemas)
    if version > VERSION:
        raise Refused(
            f"The tables in schema {schemas.ledger} are of version {version}; this refill knows up to {VERSION}. "
            "Use the refill that made them, or a newer one."
        )
    wanted = digests(_text)
    if (version, held) == (VERSION, wanted):
        return
    steps = [f"upgrades/{step}" for step in range(version + 1, VERSION + 1) if version]
    tables = ["ledger"] if version < VERSION else []
    for name in [*steps, *tables, *(name for name, digest in wanted.items() if held.get(name) != digest)]:
        cursor.execute(_rendered(cursor, schemas, _text(name)))
    table = sql.Identifier(schemas.ledger, "version")
    cursor.execute(sql.SQL("delete from {}").format(table))
    cursor.execute(sql.SQL("insert into {} values (%s, %s)").format(table), [VERSION, Json(wanted)])


def digests(text: Callable[[str], str]) -> dict[str, str]:
    """Return a digest of each file of functions by name, of its text and of the files that it rests on."""
    found: dict[str, str] = {}
    for name, below in FUNCTIONS.items():
        parts = [text(name), *(found[other] for other in below)]
        found[name] = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return found


def _held(cursor: Cursor, schemas: Schemas) -> tuple[int, dict[str, str]]:
    """Return the version of the tables, 0 where there are none, and the digests of the files that were executed.

    Up to version 4 one digest covers all functions: they are all made anew.
    """
    table = sql.Identifier(schemas.ledger, "version")
    cursor.execute("select to_regclass(%s)", [table.as_string(cursor)])
    if (cursor.fetchone() or (None,))[0] is None:
        return 0, {}
    cursor.execute(sql.SQL("select version, functions from {}").format(table))
    version, functions = cursor.fetchone() or (0, {})
    return version, functions if isinstance(functions, dict) else {}


def _rendered(cursor: Cursor, schemas: Schemas, text: str) -> str:
    """Put in the names of schemas as texts; that of the ledger is an identifier, and a text as `ledger_name`."""
    names = {**schemas.by_kind, "ledger_name": schemas.ledger}
    pieces = {name: sql.Literal(schema).as_string(cursor) for name, schema in names.items()}
    pieces["ledger"] = sql.Identifier(schemas.ledger).as_string(cursor)
    return NAMES.sub(lambda found: pieces[found[1]], text)


def _text(name: str) -> str:
    return resources.files("refill.database").joinpath(f"sql/{name}.sql").read_text(encoding="utf-8")

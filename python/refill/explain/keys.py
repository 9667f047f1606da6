"""A key as a person types it: folded, typed, and as the audit log writes it."""

import difflib
from collections.abc import Sequence
from typing import Any

from psycopg2 import sql
from psycopg2.extras import Json

from refill.config.models import ReferenceTable
from refill.database.values import column_text
from refill.database.warehouse import Warehouse
from refill.errors import UsageError

BETWEEN = " / "
LOOKED_AT = 5000
# Keys that share an end, or a piece, with the typed one.
ALIKE = """
select distinct key
from {audit}
where table_name = %(table)s
    and (
        left(key ->> %(column)s, %(ends)s) = left(%(text)s, %(ends)s)
        or right(key ->> %(column)s, %(ends)s) = right(%(text)s, %(ends)s)
        or strpos(key ->> %(column)s, %(text)s) > 0
    )
limit %(most)s
"""


def read_key(warehouse: Warehouse, table: ReferenceTable, given: Sequence[str]) -> dict[str, Any]:
    """Return the key that `given` names: a text for each key column, or one with ` / ` between them.

    Raise UsageError where the number of texts is wrong, or a text is no value of its column.
    """
    texts = given[0].split(BETWEEN) if len(given) == 1 and len(table.keys) > 1 else list(given)
    if len(texts) != len(table.keys):
        raise UsageError(
            f"{table.name}: its key is {BETWEEN.join(table.keys)}. Give {len(table.keys)} values, not {len(texts)}."
        )
    key = {}
    for name, text in zip(table.keys, texts, strict=True):
        column = table.columns[name]
        value = column_text(table, name).value(warehouse.schemas.ledger, sql.Literal(text))
        key[name] = warehouse.value("select to_jsonb({value})", value=value)
        if key[name] is None:
            raise UsageError(f"{table.name}: {text!r} is no {name}, which is {column.type}.")
    return key


def key_text(key: dict[str, Any]) -> str:
    """Return a key as one text."""
    return BETWEEN.join(map(str, key.values()))


def nearest(warehouse: Warehouse, table: ReferenceTable, key: dict[str, Any]) -> list[str]:
    """Return up to three keys of the log that look like `key`, nearest first."""
    wanted = key_text(key)
    known: set[str] = set()
    for column, value in key.items():
        given = {"table": table.name, "column": column, "text": str(value), "ends": 2, "most": LOOKED_AT}
        known |= {BETWEEN.join(str(found[name]) for name in key) for (found,) in warehouse.rows(ALIKE, given)}
    return difflib.get_close_matches(wanted, sorted(known), n=3, cutoff=0.6)


def same_row(table: ReferenceTable, relation: sql.Composable, key: dict[str, Any]) -> sql.Composed:
    """Return the condition, on the row `held` of `relation`, that it has this key."""
    content = sql.Literal(Json(key))
    return sql.SQL(" and ").join(
        sql.SQL("held.{0} = (select {0} from jsonb_populate_record(cast(null as {1}), {2}))").format(
            sql.Identifier(name), relation, content
        )
        for name in table.keys
    )

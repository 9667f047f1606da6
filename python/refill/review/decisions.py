"""The decisions of a steward on one key. The functions of database/sql/verdicts.sql make them, and check everything."""

import json
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg2
from psycopg2.extras import Json

from refill.config.models import ReferenceTable
from refill.database.ledger import REFUSED
from refill.database.lock import run_lock
from refill.database.target import Target
from refill.database.warehouse import Transaction, Warehouse
from refill.errors import Refused, UsageError

BETWEEN = " / "  # between the parts of a key, as messages show it
Key = Mapping[str, str]


@dataclass(frozen=True)
class Steward:
    """The deciding person, and the reason."""

    name: str
    note: str = ""


@dataclass(frozen=True)
class Review:
    """A transaction of decisions. Every method returns the decision's number, and raises Refused where it cannot be.

    `version` is the last entry of the audit log on the key that the steward has seen; None does not ask.
    """

    work: Transaction
    steward: Steward

    def approve(self, table: str, key: Key, content: Mapping[str, str | None], version: int | None = None) -> int:
        """Make the row authoritative, with these values in place of its own."""
        return self._decide("approve", table, Json(key), Json(content), version=version)

    def reject(self, table: str, key: Key, withdraw: bool = False, version: int | None = None) -> int:
        """Let no fact load with the key; `withdraw` sets those aside that are loaded."""
        return self._decide("reject", table, Json(key), withdraw, version=version)

    def merge(self, table: str, key: Key, target: Key, version: int | None = None) -> int:
        """Let every fact that has the key have the target's."""
        return self._decide("merge_key", table, Json(key), Json(target), version=version)

    def reopen(self, table: str, key: Key, version: int | None = None) -> int:
        """Take the decision on the key back."""
        return self._decide("reopen", table, Json(key), version=version)

    def _decide(self, function: str, *arguments: Any, version: int | None) -> int:
        given = [*arguments, self.steward.name, self.steward.note or None, version]
        call = f"select {{{function}}}({', '.join(['%s'] * len(given))})"
        try:
            return int(self.work.value(call, given))
        except psycopg2.Error as error:
            if error.pgcode != REFUSED:
                raise
            raise Refused(str(error.diag.message_primary)) from None


@contextmanager
def reviewing(warehouse: Warehouse, target: Target, steward: Steward) -> Iterator[Review]:
    """Yield one transaction of decisions, under the lock of the schema: committed where the block ends well.

    Raise Refused where a run holds the lock.
    """
    token = uuid.uuid4().hex
    with run_lock(target, warehouse.schemas, token), warehouse.transaction() as work:
        work.execute("select set_config('refill.review', %s, true)", [token])
        yield Review(work, steward)


def parse_key(table: ReferenceTable, text: str) -> dict[str, str]:
    """Return a key from the command line: the text of a single column; several as json, or as messages show them.

    Raise UsageError where the parts are not those of the key.
    """
    if len(table.keys) == 1:
        return {table.keys[0]: text}
    parts = _json_object(text) if text.startswith("{") else dict(zip(table.keys, text.split(BETWEEN), strict=False))
    if parts.keys() != set(table.keys) or (not text.startswith("{") and text.count(BETWEEN) != len(table.keys) - 1):
        form = json.dumps(dict.fromkeys(table.keys, "…"), ensure_ascii=False)
        raise UsageError(f"key {text!r}: give {BETWEEN.join(table.keys)} as it is shown, or {form}.")
    return parts


def shown_key(key: Mapping[str, Any]) -> str:
    """Return a key as messages show it."""
    return BETWEEN.join(map(str, key.values()))


def _json_object(text: str) -> dict[str, str]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return {name: str(value) for name, value in found.items()} if isinstance(found, dict) else {}

"""The changes of a run, read from the ledger, and the gates that stopped it."""

from collections.abc import Iterable, Sequence
from typing import Any

import psycopg2
from psycopg2 import sql

from refill.config.row_changes import COUNTED
from refill.database.warehouse import Warehouse
from refill.runs.coverage import Coverage, by_table
from refill.runs.dbt import SHOWN_KEYS, Node
from refill.runs.status import reference_counts, share
from refill.sync.sync import SyncedTable

CHANGES = (
    "select relation, change, sum(rows)::bigint from {changes}"
    " where invocation_id = %s and change not like 'schema: %%' group by 1, 2"
)
LOADED = """
select coalesce(sum(b.rejected), 0)::bigint, coalesce(sum(b.skipped), 0)::bigint
from {loads} as l join {batches} as b on b.batch_id = l.batch_id
where l.invocation_id = %s and l.domain = %s
"""
SUPERSEDED_UNSEEN = """
select coalesce(sum(s.rows), 0)::bigint
from {scopes} as s join {loads} as l on l.batch_id = s.batch_id
where l.invocation_id = %s and l.domain = %s and s.superseded_by is not null
"""
HELD = "select count(*) from {quarantine} where _batch_id in (select batch_id from {loads} where invocation_id = %s)"


def references_of(warehouse: Warehouse, invocation: str) -> list[dict[str, Any]]:
    """Return per reference table: how many rows it holds by origin, and the changes of this invocation."""
    now = reference_counts(warehouse)
    changed = _changes(warehouse, invocation)
    found = []
    for name in warehouse.config.tables:
        changes = changed.get(f"{warehouse.schemas.target}.{name}", {})
        counts = {str(kind): sum(n for change, n in changes.items() if change.endswith(f" {kind}")) for kind in COUNTED}
        found.append(
            {
                "table": name,
                "authoritative": now[name]["authoritative"],
                "derived": changes.get("auto_derived inserted", 0),
                **counts,
                "needs_review": now[name]["needs_review"],
                "total": now[name]["total"],
            }
        )
    return found


def add_metrics(references: list[dict[str, Any]], found: Sequence[Coverage], sources: Sequence[SyncedTable]) -> None:
    """Add to each row how far the sources covered the facts' keys, the derived part of the table, and its sync."""
    for row in references:
        synced = [source for source in sources if source.table == row["table"]]
        row |= by_table(found, row["table"])
        row["derived_ratio"] = share(row["total"] - row["authoritative"], row["total"])
        row["sync_seconds"] = round(sum(source.seconds for source in synced), 3)
        row["sync_rows"] = sum(source.rows for source in synced)


def facts_of(warehouse: Warehouse, invocation: str) -> list[dict[str, Any]]:
    """Return per domain the places of the rows that this invocation loaded, set aside or replaced."""
    changed = _changes(warehouse, invocation)
    found = []
    for domain in warehouse.config.domains.values():
        changes = changed.get(f"{warehouse.schemas.target}.{domain.fact.table}", {})
        rejected, skipped = warehouse.rows(LOADED, [invocation, domain.name])[0]
        unseen = warehouse.value(SUPERSEDED_UNSEEN, [invocation, domain.name])
        held = 0
        if warehouse.exists(warehouse.quarantine(domain)):
            held = warehouse.value(HELD, [invocation], quarantine=warehouse.quarantine(domain))
        found.append(
            {
                "domain": domain.name,
                "loaded": changes.get("loaded", 0) + changes.get("returned", 0),
                "quarantined": held,
                "rejected": rejected,
                "superseded": changes.get("superseded", 0) + unseen,
                "skipped": skipped,
            }
        )
    return found


def _changes(warehouse: Warehouse, invocation: str) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for relation, change, count in warehouse.rows(CHANGES, [invocation]):
        found.setdefault(relation, {})[change] = int(count)
    return found


def gates_of(warehouse: Warehouse, nodes: Iterable[Node]) -> list[dict[str, Any]]:
    """Return every test that ran, with the lines that a failed one lists: up to twenty, and how many there are."""
    return [_gate(warehouse, node) for node in nodes if node.kind == "test" and not node.skipped]


def _gate(warehouse: Warehouse, node: Node) -> dict[str, Any]:
    gate: dict[str, Any] = {
        "name": node.name,
        "ok": node.ok,
        "failing_keys": [],
        "failing_rows": [],
        "failing_count": 0,
    }
    if not node.ok and node.sql:
        try:
            # the test's own query, as dbt compiled it, once more: the rows that it listed
            failing = warehouse.rows(sql.SQL(node.sql))
        except psycopg2.Error as error:
            warehouse.connection.rollback()
            return gate | {"failing_keys": [" ".join(str(error).split())], "failing_rows": [0], "failing_count": 1}
        gate["failing_keys"] = [": ".join(map(str, line[:2])) for line in failing[:SHOWN_KEYS]]
        gate["failing_rows"] = [_rows_behind(line) for line in failing[:SHOWN_KEYS]]
        gate["failing_count"] = len(failing)
    return gate


def _rows_behind(line: tuple[Any, ...]) -> int:
    """Return how many rows a line of a gate counts; 0 where a hand-written test does not count them."""
    return line[2] if len(line) > 2 and isinstance(line[2], int) else 0

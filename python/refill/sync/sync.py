"""Reading the sources that are due, parents first."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from refill.config.models import Config, ReferenceTable
from refill.config.schedule import is_due
from refill.database.warehouse import Warehouse
from refill.errors import UsageError
from refill.sync.left import forget_old_sources
from refill.sync.one import OneSource, SyncedTable, SyncRequest

__all__ = ["SyncRequest", "SyncedTable", "sync"]

WHAT_IS_DUE = SyncRequest()


def sync(
    warehouse: Warehouse,
    root: Path,
    request: SyncRequest = WHAT_IS_DUE,
    on_progress: Callable[[str], None] | None = None,
) -> list[SyncedTable]:
    """Sync the requested sources, parents first, one transaction each; leave unchanged ones alone.

    A refused source keeps its last good state and stops no other. Seeds are loaded by dbt, and only reported here.
    Raise UsageError for an unknown table.
    """
    results = []
    now = datetime.now(ZoneInfo(warehouse.config.timezone))
    for table in _chosen(warehouse.config, request.tables):
        forget_old_sources(warehouse, table)
        for source in map(table.settled, table.given):
            if source.dbt_seed is not None:
                results.append(SyncedTable(table.name, source.type, "seed", 0, name=source.name or ""))
                continue
            if on_progress is not None:
                on_progress(f"{table.name} ({source.label})")
            one = OneSource(warehouse, table, source, root, request)
            asked = (
                bool(request.everything or request.full or request.tables) or one.memory.state().reading != one.settings
            )
            results.append(
                one.sync() if asked or is_due(source.schedule, one.memory.last_read(), now) else one.outcome("not_due")
            )
    return results


def _chosen(config: Config, names: Sequence[str]) -> Iterator[ReferenceTable]:
    for name in names:
        if name not in config.tables:
            raise UsageError(f"reference table {name!r} is not configured. There are: {', '.join(config.tables)}.")
    return (table for name, table in config.tables.items() if not names or name in names)

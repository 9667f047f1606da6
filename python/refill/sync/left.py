"""Sources that have left the YAML: a renamed one hands over its last rows, the others are forgotten."""

from refill.config.models import ReferenceTable
from refill.config.source import DECISIONS
from refill.database.warehouse import Transaction, Warehouse


def forget_old_sources(warehouse: Warehouse, table: ReferenceTable) -> None:
    """Bring landing tables and their states in line with the sources that the YAML has now, in one transaction.

    Where exactly one source left and exactly one came, that one takes over the rows: a source that is named, renamed or
    moved keeps its last good state.
    """
    with warehouse.transaction() as work:
        known = {name for (name,) in work.rows("select source from {syncs} where table_name = %s", [table.name])}
        known -= {DECISIONS}
        wanted = {source.name or "" for source in table.synced}
        left, came = known - wanted, wanted - known
        if not left:
            return
        if len(left) == len(came) == 1:
            (old,), (new,) = left, came
            _drop(work, table, new)
            work.execute(
                "alter table {old} rename to {new}",
                old=(work.schemas.landing, _landing(table, old)),
                new=(_landing(table, new),),
            )
            statement = "update {syncs} set source = %s, reading = null where table_name = %s and source = %s"
            work.execute(statement, [new, table.name, old])
            return
        for name in left:
            _drop(work, table, name)
        work.execute("delete from {syncs} where table_name = %s and source = any(%s)", [table.name, list(left)])


def _landing(table: ReferenceTable, source: str) -> str:
    return f"{table.short}__{source}" if source else table.short


def _drop(work: Transaction, table: ReferenceTable, source: str) -> None:
    work.execute("drop table if exists {landing}", landing=(work.schemas.landing, _landing(table, source)))

"""The verified database, as it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from psycopg2 import sql
from psycopg2.extensions import connection as Connection

from refill.config.models import Config, Domain, ReferenceTable
from refill.database.query import exists, rows
from refill.database.schemas import Schemas

LEDGER = (
    "audit",
    "batch_partition",
    "batch_partitions",
    "batches",
    "decisions",
    "dropped",
    "loads",
    "pending_batches",
    "runs",
    "scopes",
    "staged",
    "syncs",
)


@dataclass(frozen=True)
class Live:
    """A database that refill has prepared. `compiled` is the folder of the SQL that dbt last compiled."""

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

    def sql(self, statement: str, **pieces: Any) -> sql.Composed:
        """Return `statement` with {batches}, {loads}, … as the ledger's tables, and the pieces: SQL, or values."""
        ledger = {name: sql.Identifier(self.schemas.ledger, name) for name in LEDGER}
        given = {k: v if isinstance(v, sql.Composable) else sql.Literal(v) for k, v in pieces.items()}
        return sql.SQL(statement).format(**ledger, **given)

    def rows(self, statement: str, **pieces: Any) -> list[tuple[Any, ...]]:
        """Return the rows of such a statement."""
        return rows(self.connection, self.sql(statement, **pieces))


Check = tuple[Sequence[str], str]
"""The violations, a line each, and the checked objects."""

"""The warehouse as the rooms ask it: queries in which the names of the ledger are filled in."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from string import Formatter
from typing import Any

from psycopg2 import sql
from psycopg2.extensions import connection as Connection
from psycopg2.extensions import cursor as Cursor

from refill.config.models import Config, Domain, ReferenceTable
from refill.database.schemas import Schemas

Statement = str | sql.Composable
Arguments = Sequence[Any] | Mapping[str, Any]
"""The arguments for `%s` in a statement, or for `%(name)s`. Without any, a percent sign is one."""
Relation = tuple[str, str]
"""A schema and a name in it."""

EXISTS = """
select exists (
    select 1 from pg_class as c inner join pg_namespace as n on n.oid = c.relnamespace
    where n.nspname = %s and c.relname = %s
)
"""
COLUMNS = """
select attname from pg_attribute where attrelid = to_regclass(%s) and attnum > 0 and not attisdropped order by attnum
"""
MAY_READ = """
select has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')
from pg_class as c inner join pg_namespace as n on n.oid = c.relnamespace
where n.nspname = %s and c.relname = %s
"""


@dataclass(frozen=True)
class Warehouse:
    """A database that refill has prepared, with the names of its schemas and the configuration that it follows.

    In a statement `{batches}`, `{loads}` and every other name that is not among the `pieces` is a table, view or
    function of the ledger. A piece is SQL as psycopg2 composes it, a tuple for the quoted name of a relation, or a
    value. `%s` is for arguments, as everywhere in psycopg2.

    This is the place of a second engine's connection: it needs these methods, and the rooms' statements, which are
    PostgreSQL's, in its own words.
    """

    connection: Connection
    schemas: Schemas
    config: Config

    def sql(self, statement: Statement, /, **pieces: Any) -> sql.Composable:
        """Return the statement with its names and pieces; one that is composed already is left as it is."""
        if isinstance(statement, sql.Composable):
            return statement
        names = {name for _, name, _, _ in Formatter().parse(statement) if name}
        given = {name: _piece(pieces[name]) for name in names & pieces.keys()}
        ledger = {name: sql.Identifier(self.schemas.ledger, name) for name in names - pieces.keys()}
        return sql.SQL(statement).format(**given, **ledger)

    def rows(self, statement: Statement, arguments: Arguments = (), /, **pieces: Any) -> list[tuple[Any, ...]]:
        """Return all rows of a query, in a transaction of its own."""
        with self.transaction() as work:
            return work.rows(statement, arguments, **pieces)

    def value(self, statement: Statement, arguments: Arguments = (), /, **pieces: Any) -> Any:
        """Return the first column of the first row."""
        return self.rows(statement, arguments, **pieces)[0][0]

    @contextmanager
    def transaction(self) -> "Iterator[Transaction]":
        """Work in one transaction: committed where the block ends well, else rolled back."""
        with self.connection, self.connection.cursor() as cursor:
            yield Transaction(self, cursor)

    def exists(self, relation: Relation) -> bool:
        """Return True if there is such a table or view."""
        return bool(self.value(EXISTS, relation))

    def may_read(self, relation: Relation) -> bool:
        """Return True if the relation is there and the user may select from it."""
        found = self.rows(MAY_READ, relation)
        return bool(found and found[0][0])

    def table(self, table: ReferenceTable) -> Relation:
        """Return the place of a reference table."""
        return self.schemas.target, table.name

    def fact(self, domain: Domain) -> Relation:
        """Return the place of the facts of a domain."""
        return self.schemas.target, domain.fact.table

    def raw(self, domain: Domain) -> Relation:
        """Return the place of the raw rows of a domain."""
        return self.schemas.raw, domain.name

    def quarantine(self, domain: Domain) -> Relation:
        """Return the place of the rows of a domain that are set aside."""
        return self.schemas.quarantine, domain.name

    @property
    def made_facts(self) -> list[Domain]:
        """The domains whose fact table is there."""
        return [domain for domain in self.config.domains.values() if self.exists(self.fact(domain))]

    @property
    def made_tables(self) -> list[ReferenceTable]:
        """The reference tables that are there."""
        return [table for table in self.config.tables.values() if self.exists(self.table(table))]


@dataclass(frozen=True)
class Transaction:
    """One transaction at work on a warehouse. Its statements are as the warehouse's."""

    warehouse: Warehouse
    cursor: Cursor

    @property
    def schemas(self) -> Schemas:
        return self.warehouse.schemas

    @property
    def config(self) -> Config:
        return self.warehouse.config

    def execute(self, statement: Statement, arguments: Arguments = (), /, **pieces: Any) -> int:
        """Execute a statement; return how many rows it changed or found."""
        self.cursor.execute(self.warehouse.sql(statement, **pieces), arguments or None)
        return self.cursor.rowcount

    def rows(self, statement: Statement, arguments: Arguments = (), /, **pieces: Any) -> list[tuple[Any, ...]]:
        """Return all rows of a query."""
        self.execute(statement, arguments, **pieces)
        return list(self.cursor.fetchall())

    def value(self, statement: Statement, arguments: Arguments = (), /, **pieces: Any) -> Any:
        """Return the first column of the first row; None where there is no row."""
        found = self.rows(statement, arguments, **pieces)
        return found[0][0] if found else None

    def exists(self, relation: Relation) -> bool:
        """Return True if there is such a table or view, as this transaction sees it."""
        return bool(self.value("select to_regclass(%s) is not null", [self.name(relation)]))

    def columns(self, relation: Relation) -> list[str]:
        """Return the names of the columns of a table, in their order."""
        return [name for (name,) in self.rows(COLUMNS, [self.name(relation)])]

    def name(self, relation: Relation) -> str:
        """Return the quoted name of a relation as a text."""
        return str(sql.Identifier(*relation).as_string(self.cursor))


def _piece(given: Any) -> sql.Composable:
    if isinstance(given, sql.Composable):
        return given
    return sql.Identifier(*given) if isinstance(given, tuple) else sql.Literal(given)

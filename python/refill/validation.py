"""The configuration against what is there already: the headers of the newest files, and the columns of the tables."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from psycopg2.extensions import connection as Connection

from refill.config.models import Config, DataType, Domain
from refill.database.query import rows
from refill.database.schemas import Schemas
from refill.errors import Refused
from refill.landing.discovery import discover
from refill.landing.formats import open_source

COLUMN_TYPES = """
select a.attname, format_type(a.atttypid, a.atttypmod)
from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
where n.nspname = %s and c.relname = %s and a.attnum > 0 and not a.attisdropped
"""


def check_files(config: Config, root: Path) -> list[str]:
    """What the newest file of each domain says against the YAML, a sentence each. Folders without files say nothing."""
    return [problem for domain in config.domains.values() for problem in _file_problems(domain, root)]


def _file_problems(domain: Domain, root: Path) -> Iterator[str]:
    if not (root / domain.files.root).is_dir():
        return
    try:
        found = discover(domain, root)
        if not found:
            return
        path = found[-1].path
        with path.open("rb") as file:
            source = open_source(file, domain, path.name)
            for sheet in source.sheets():
                source.table(sheet)
    except (Refused, OSError) as error:
        yield f"domain {domain.name}: {error}"


def check_tables(connection: Connection, schemas: Schemas, config: Config) -> list[str]:
    """Columns whose type in the database is not the YAML's, a sentence each. The next run adds missing columns."""
    problems = []
    for domain in config.domains.values():
        types = {name: column.type for name, column in domain.columns.items()}
        problems += _type_problems(connection, schemas, domain.fact.table, types)
    for table in config.tables.values():
        types = {name: column.type for name, column in table.columns.items()}
        problems += _type_problems(connection, schemas, table.name, types)
    return problems


def _type_problems(connection: Connection, schemas: Schemas, table: str, types: Mapping[str, DataType]) -> list[str]:
    held = dict(rows(connection, COLUMN_TYPES, [schemas.target, table]))
    wanted = {name: kind.sql.replace("timestamp", "timestamp without time zone") for name, kind in types.items()}
    return [
        f"table {table}: column {name} is {held[name]} in the database, {kind} in the YAML. "
        "Change the column with `alter table`, or the YAML back"
        for name, kind in wanted.items()
        if name in held and held[name] != kind
    ]

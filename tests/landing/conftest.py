"""A scratch database, and a small project whose files land in it."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from psycopg2 import sql
from psycopg2.extensions import connection as Connection

from refill.config.models import Config, Domain
from refill.database.ddl import prepare
from refill.database.schemas import Schemas
from refill.database.warehouse import Warehouse
from refill.landing.land import land
from refill.landing.landed import LandedFile

from ..support.servers import Server, scratch_database


@pytest.fixture(scope="session")
def database(postgres: Server) -> Iterator[dict[str, Any]]:
    """What psycopg2.connect wants, for a database that all tests of this room share."""
    with scratch_database(postgres, f"refill_test_{secrets.token_hex(6)}") as made:
        yield made.parameters


@pytest.fixture
def connection(database: dict[str, Any]) -> Iterator[Connection]:
    """An idle connection to an empty database."""
    connection = psycopg2.connect(**database)
    yield connection
    connection.close()
    with psycopg2.connect(**database) as cleaner, cleaner.cursor() as cursor:
        cursor.execute("set client_min_messages = warning")
        for schema in Schemas("w").all:
            cursor.execute(sql.SQL("drop schema if exists {} cascade").format(sql.Identifier(schema)))
    cleaner.close()


@dataclass
class Project:
    """A project folder, its configuration, and the database that its files land in."""

    root: Path
    connection: Connection
    config: Config
    schemas: Schemas

    def land(self, **options: Any) -> list[LandedFile]:
        return land(Warehouse(self.connection, self.schemas, self.config), self.root, **options)

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        with self.connection, self.connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall()

    def cells(self, domain: str = "facts") -> list[tuple[str | None, ...]]:
        """The domain's columns of all its raw rows, in order."""
        names = ", ".join(f'"{name}"' for name in self.config.domains[domain].columns)
        return self.query(f"select {names} from w_raw.{domain} order by _batch_id, _row_number")


NewProject = Callable[..., Project]


def new_domain(name: str, columns: dict[str, Any], load: dict[str, Any] | None = None, **files: Any) -> Domain:
    return Domain.model_validate(
        {
            "name": name,
            "description": name,
            "files": {"patterns": ["*.csv", "*.xlsx", "*.parquet"], "on_many": "all", "exclude": ["~$*"], **files},
            "fact": {"model": f"fct_{name}", "table": name},
            "columns": {c: {"type": t} if isinstance(t, str) else t for c, t in columns.items()},
            "load": load or {},
        }
    )


@pytest.fixture
def new_project(tmp_path: Path, connection: Connection) -> NewProject:
    """Makes a project with one domain, `facts`, or with the domains given; its files belong into `root`/data."""

    def make(columns: dict[str, Any] | None = None, domains: list[Domain] | None = None, **options: Any) -> Project:
        chosen = domains or [new_domain("facts", columns or {"a": "text", "b": "text"}, **options)]
        (tmp_path / "data").mkdir(exist_ok=True)
        config = Config(domains={domain.name: domain for domain in chosen}, tables={})
        prepare(Warehouse(connection, Schemas("w"), config))
        return Project(tmp_path, connection, config, Schemas("w"))

    return make


@pytest.fixture(name="new_domain")
def _new_domain() -> Callable[..., Domain]:
    return new_domain

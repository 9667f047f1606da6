"""The objects that a command works on: the project, its configuration, its database, each looked up at first need."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from psycopg2.extensions import connection as Connection

from refill.config.alerts import Alerts
from refill.config.load import load_alerts, load_config
from refill.config.models import Config
from refill.database import embedded
from refill.database.connection import connect
from refill.database.ddl import prepare
from refill.database.schemas import Schemas
from refill.database.target import Target, read_target
from refill.database.warehouse import Warehouse
from refill.errors import RefillError
from refill.project.package import link_package
from refill.project.project import Project, find_project


@dataclass
class Workspace:
    """A folder in or below a project, and the name of a target or None."""

    folder: Path
    target_name: str | None

    @cached_property
    def project(self) -> Project:
        return find_project(self.folder)

    @cached_property
    def target(self) -> Target:
        return read_target(self.project, self.target_name)

    @cached_property
    def config(self) -> Config:
        return load_config(self.project.config_dir)

    @cached_property
    def alerts(self) -> Alerts:
        """The settings of config/alerts.yml; none without that file."""
        return load_alerts(self.project.config_dir)

    @cached_property
    def schemas(self) -> Schemas:
        return Schemas(self.target.schema)

    @property
    def database_answers(self) -> bool:
        """True if the database can be asked without starting it."""
        try:
            if self.target.kind == "embedded":
                return embedded.is_up(self.project, self.target)
            connect(self.target).close()
        except RefillError:
            return False
        return True

    @cached_property
    def warehouse(self) -> Warehouse:
        """The database, which is up and has refill's own tables; dbt can work beside it from here on."""
        link_package(self.project.root)
        if self.target.kind == "embedded":
            embedded.up(self.project, self.target)
        warehouse = self.on(connect(self.target))
        prepare(warehouse)
        return warehouse

    def on(self, connection: Connection) -> Warehouse:
        """Return the database on a connection of the caller's, as it is there."""
        return Warehouse(connection, self.schemas, self.config)

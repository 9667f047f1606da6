"""Foreign keys as macros and contracts take them."""

from typing import Any

from refill.config.models import Config, Domain, ReferenceTable
from refill.generate.jinja import ref


def fact_keys(config: Config, domain: Domain) -> list[dict[str, Any]]:
    """Return the foreign keys of a fact: name, columns, the reference model and its keys, policies."""
    return [
        {
            "name": key.name,
            "columns": list(key.source_columns),
            "table": ref(config.tables[key.target_table].model),
            "keys": list(key.target_keys),
            "on_missing": key.on_missing,
            "on_null": key.on_null,
        }
        for key in domain.foreign_keys
    ]


def parents(config: Config, table: ReferenceTable) -> list[dict[str, Any]]:
    """Return the foreign keys of a reference table. A table that points at itself has no `table`."""
    return [
        {
            **({} if key.target_table == table.name else {"table": ref(config.tables[key.target_table].model)}),
            "columns": list(key.columns),
            "keys": list(config.tables[key.target_table].keys),
        }
        for key in table.foreign_keys
    ]


def parent_name(table: ReferenceTable, number: int) -> str:
    """Return the name of a reference table's foreign key: ASCII, unique in the database schema."""
    suffix = "" if len(table.foreign_keys) == 1 else f"_{number}"
    return f"fk_{table.short}_parent{suffix}"

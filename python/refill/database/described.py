"""The YAML as the review functions of the database need it: the reference tables and the tables that refer to them."""

from typing import Any

from psycopg2.extras import Json

from refill.config.models import Config, Domain, ForeignKey, ReferenceTable
from refill.database.values import column_text
from refill.database.warehouse import Transaction


def describe_tables(work: Transaction) -> None:
    """Write down the tables of the configuration where they differ.

    Only the ledger's owner writes them, since functions with that owner's rights go by them. Others leave them as they
    are: a table that is not described yet is refused, or held together by its foreign keys.
    """
    wanted = described_tables(work.config)
    place = work.name((work.schemas.ledger, "reference_tables"))
    may_write = work.value("select has_table_privilege(%s, 'insert')", [place])
    if may_write and dict(work.rows("select table_name, described from {reference_tables}")) != wanted:
        work.execute("delete from {reference_tables}")
        for name, described in wanted.items():
            statement = "insert into {reference_tables} (table_name, described) values (%s, %s)"
            work.execute(statement, [name, Json(described)])


def described_tables(config: Config) -> dict[str, dict[str, Any]]:
    """Return by table: `keys`; `columns`, each as `described_column`; `parents`, `children` and `facts`, each with its
    table, its columns and the keys that they refer to.
    """
    return {name: _described(config, table) for name, table in config.tables.items()}


def _described(config: Config, table: ReferenceTable) -> dict[str, Any]:
    return {
        "keys": list(table.keys),
        "columns": [column_text(table, name).described(name) for name in table.columns],
        "parents": [
            {
                "table": key.target_table,
                "columns": list(key.columns),
                "keys": list(config.tables[key.target_table].keys),
            }
            for key in table.foreign_keys
        ],
        "children": [
            {
                "table": child.name,
                "columns": list(key.columns),
                "keys": list(table.keys),
                "in_key": any(column in child.keys for column in key.columns),
            }
            for child in config.tables.values()
            for key in child.foreign_keys
            if key.target_table == table.name
        ],
        "facts": [_referring(domain, key) for domain, key in config.feeding(table.name)],
    }


def _referring(domain: Domain, key: ForeignKey) -> dict[str, Any]:
    """Return a foreign key of facts. `is_shared`: one of its columns has another use too, and keeps its value."""
    elsewhere = {c for k in domain.foreign_keys if k.target_table != key.target_table for c in k.source_columns}
    return {
        "domain": domain.name,
        "table": domain.fact.table,
        "foreign_key": key.name,
        "columns": list(key.source_columns),
        "keys": list(key.target_keys),
        "typed_columns": [column_text(domain, name).described(name) for name in key.source_columns],
        "scope": list(domain.load.scope),
        "raw_columns": list(domain.columns),
        "is_shared": not {*key.source_columns}.isdisjoint({*elsewhere, *domain.load.scope}),
        "foreign_keys": [
            {"name": k.name, "table": k.target_table, "columns": list(k.source_columns), "keys": list(k.target_keys)}
            for k in domain.foreign_keys
        ],
    }

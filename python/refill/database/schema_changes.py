"""The differences of the tables in the database from the YAML: refused by the next run, migrated, or kept."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from psycopg2.extras import Json

from refill.config.models import Config, Domain, ReferenceTable
from refill.config.own_columns import FACT_KEY, PART, SKIPPED, TRACKING, OwnColumn
from refill.config.types import sql_type
from refill.database.warehouse import Warehouse
from refill.errors import Refused

CHANGES = "select table_name, change, name, held, problem from {schema_changes}(%s, %s)"
MIGRATED = """
select substr(relation, char_length(%s) + 2), substr(change, char_length('schema: ') + 1)
from {changes}
where invocation_id = %s and change like 'schema: %%'
order by relation collate "C", change collate "C"
"""
# tables that only refill makes: reference tables with their key, and facts in parts
KEPT_TABLES = """
select c.relname::text
from pg_class as c
join pg_attribute as a on a.attrelid = c.oid
where c.relnamespace = to_regnamespace(format('%%I', %s)) and not c.relname::text = any(%s)
    and (
        c.relkind = 'r' and a.attname = '_derived_columns'
            and exists (select 1 from pg_constraint as k where k.conrelid = c.oid and k.contype = 'p')
        or c.relkind = 'p' and a.attname = '_skipped'
    )
order by 1
"""


class Change(NamedTuple):
    """A difference of a table; `held` is the column's type in the database, `problem` the reason of a refusal."""

    table: str
    change: str
    name: str | None
    held: str | None
    problem: str | None


def differences(warehouse: Warehouse) -> list[Change]:
    """Return every difference, table by table. The rules are the database's own function, which dbt asks too."""
    described = described_tables(warehouse.config)
    return [Change(*row) for row in warehouse.rows(CHANGES, [warehouse.schemas.target, Json(described)])]


def described_tables(config: Config) -> list[dict[str, Any]]:
    """Return the descriptions of the facts and of the reference tables for the database's function.

    The macro `described_table` returns the same for the models of these tables.
    """
    return [*map(_fact, config.domains.values()), *map(described_reference, config.tables.values())]


def described_reference(table: ReferenceTable) -> dict[str, Any]:
    """Return the description of a reference table for that function."""
    return _described(
        table.name,
        {name: column.type.sql for name, column in table.columns.items()} | _types(TRACKING),
        table.keys,
        history=table.snapshot,
    )


def _fact(domain: Domain) -> dict[str, Any]:
    columns = {name: column.type.sql for name, column in domain.columns.items()}
    return _described(
        domain.fact.table,
        _types(FACT_KEY) | columns | _types([SKIPPED, PART]),
        tuple(_types([*FACT_KEY, PART])),
        fixed=domain.load.scope,
        domain=domain.name,
    )


def _described(
    table: str,
    columns: Mapping[str, str],
    keys: Sequence[str],
    fixed: Sequence[str] = (),
    domain: str | None = None,
    history: str | None = None,
) -> dict[str, Any]:
    """Return a table with its columns' types; `fixed` are those whose types no change may touch."""
    return {
        "table": table,
        "columns": dict(columns),
        "keys": list(keys),
        "fixed": list(fixed),
        "domain": domain,
        "history": history,
    }


def _types(own: Iterable[OwnColumn]) -> dict[str, str]:
    return {column.name: sql_type(column.kind) for column in own}


def problems(warehouse: Warehouse) -> list[str]:
    """Return the changes of the YAML that cannot be made to the tables, a sentence or two each."""
    return [change.problem for change in differences(warehouse) if change.problem]


def refuse_unfit(warehouse: Warehouse) -> None:
    """Raise Refused, before anything is written, where the rows of the tables do not fit the YAML."""
    if found := problems(warehouse):
        raise Refused(" ".join(found))


def kept(warehouse: Warehouse) -> list[str]:
    """Return the columns and tables that stay though the YAML has them no longer: `table: column name (type)`."""
    columns = [
        f"{change.table}: column {change.name} ({change.held})"
        for change in differences(warehouse)
        if change.change in ("kept", "freed") and change.name and not change.name.startswith("_")
    ]
    named = [*warehouse.config.tables, *(domain.fact.table for domain in warehouse.config.domains.values())]
    tables = warehouse.rows(KEPT_TABLES, [warehouse.schemas.target, named])
    return columns + [f"table {name}" for (name,) in tables]


def migrations(warehouse: Warehouse, invocation: str) -> list[str]:
    """Return the migrations of a dbt invocation, such as `规模明细: column 渠道 added (text)`."""
    statement = MIGRATED
    return [f"{table}: {what}" for table, what in warehouse.rows(statement, [warehouse.schemas.target, invocation])]

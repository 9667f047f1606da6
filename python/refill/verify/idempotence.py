"""The models' own SELECTs, as dbt compiled them, find nothing to write for rows that are loaded and merged already."""

from pathlib import Path

import psycopg2
from psycopg2 import sql

from refill.database.warehouse import Warehouse
from refill.verify.check import Check

OF_LOADED_BATCHES = "where _batch_id in (select batch_id from {loads})"
WAITING = "select distinct domain from {pending_batches}"
UNMERGED = "select table_name from {syncs} where not merged"


def check(warehouse: Warehouse, compiled: Path) -> Check:
    """Run the compiled SELECT of each reference table and fact. Leave out tables that have something waiting."""
    broken, checked, left_out = [], 0, 0
    waiting = {domain for (domain,) in warehouse.rows(WAITING)}
    unmerged = {table for (table,) in warehouse.rows(UNMERGED)}
    for table in warehouse.made_tables:
        if table.name in unmerged or any(domain.name in waiting for domain, _ in warehouse.config.feeding(table.name)):
            left_out += 1
            continue
        checked += 1
        broken += _would_write(warehouse, compiled, "dimensions", table.model)
    for domain in warehouse.made_facts:
        checked += 1
        broken += _would_write(warehouse, compiled, "facts", domain.fact.model)
    left = f"; {left_out} reference tables have something waiting" if left_out else ""
    return broken, f"{checked} models would write nothing{left}"


def _would_write(warehouse: Warehouse, compiled: Path, folder: str, model: str) -> list[str]:
    path = compiled / folder / f"{model}.sql"
    if not path.exists():
        return [f"{model}: not compiled here. Run `dbt compile`, then verify again"]
    # dbt's own SQL, unchanged; the rows of batches that wait are no violation
    loaded = warehouse.sql(OF_LOADED_BATCHES) if folder == "facts" else sql.SQL("")
    text = path.read_text(encoding="utf-8")
    if f'"{warehouse.connection.info.dbname}"."{warehouse.schemas.target}' not in text:
        return [f"{model}: compiled for another target. Run `dbt compile` for this one, then verify again"]
    select = sql.Composed([sql.SQL("("), sql.SQL(text), sql.SQL("\n)")])
    statement = sql.SQL("select count(*) from ") + select + sql.SQL(" as would_write ") + loaded
    try:
        written = warehouse.value(statement)
    except (psycopg2.errors.UndefinedTable, psycopg2.errors.UndefinedColumn) as error:
        missing = str(error).splitlines()[0]
        return [
            f"{model}: what it reads has not been made since it was changed ({missing}). Run refill, then verify again"
        ]
    return [f"{model}: another run would write {written} rows"] if written else []

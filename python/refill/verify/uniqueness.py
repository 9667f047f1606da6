"""No folded key is twice in a reference table, no raw row twice in a fact."""

from psycopg2 import sql

from refill.database.values import column_text
from refill.database.warehouse import Warehouse
from refill.verify.check import Check

DOUBLED_KEYS = """
select concat_ws(' / ', {key}), count(*) from {table} group by {key} having count(*) > 1 order by 1
"""
DOUBLED_ROWS = """
select _batch_id, _row_number, count(*) from {fact} group by 1, 2 having count(*) > 1 order by 1, 2
"""


def check(warehouse: Warehouse) -> Check:
    """Look at every key of every reference table, and at every row of every fact."""
    broken = []
    for table in warehouse.made_tables:
        texts = {key: sql.SQL("cast({} as text)").format(sql.Identifier(key)) for key in table.keys}
        folded = sql.SQL(", ").join(
            column_text(table, key).given(warehouse.schemas.ledger, text) for key, text in texts.items()
        )
        doubled = warehouse.rows(DOUBLED_KEYS, table=warehouse.table(table), key=folded)
        broken += [f"{table.name}: key {key} is there {count} times" for key, count in doubled]
    for domain in warehouse.made_facts:
        doubled = warehouse.rows(DOUBLED_ROWS, fact=warehouse.fact(domain))
        broken += [
            f"{domain.fact.table}: row {row} of batch {batch} is there {count} times" for batch, row, count in doubled
        ]
    return broken, f"{len(warehouse.made_tables)} reference tables, {len(warehouse.made_facts)} facts"

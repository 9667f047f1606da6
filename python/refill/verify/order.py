"""Nothing depends on the order of files, or on how the database compares text."""

from psycopg2 import sql

from refill.database.warehouse import Warehouse
from refill.verify.check import Check

# Of the loaded batches that deliver a scope, the newest holds it, whatever the order in which they were loaded.
OVERTAKEN = """
select domain, batch_id, scope, superseded_by, newest
from (
    select
        s.domain, s.batch_id, s.scope, s.superseded_by,
        max(s.batch_id) over (partition by s.domain, s.scope) as newest
    from {scopes} as s
    inner join {loads} as l on l.batch_id = s.batch_id
) as delivered
where (superseded_by is null) <> (batch_id = newest)
order by domain, batch_id, scope
"""
SCOPES = "select count(*) from {scopes} where superseded_by is null"
# Where a collation finds different texts equal, keys that folding tells apart would be one.
LENIENT = """
select c.relname, a.attname, l.collname
from pg_attribute as a
inner join pg_class as c on c.oid = a.attrelid
inner join pg_namespace as n on n.oid = c.relnamespace
inner join pg_collation as l on l.oid = a.attcollation
where n.nspname = {schema} and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
    and not l.collisdeterministic
order by 1, 2
"""


def check(warehouse: Warehouse) -> Check:
    """Look at which batch holds each scope, and at the collation of every column."""
    broken = [
        f"{domain}: scope {scope} of batch {batch} is "
        + (f"superseded by {by}, but no newer batch has it" if by else f"in force, but batch {newest} is newer")
        for domain, batch, scope, by, newest in warehouse.rows(OVERTAKEN)
    ]
    broken += [
        f"{table}: column {column} has collation {collation}, which finds different texts equal"
        for table, column, collation in warehouse.rows(LENIENT, schema=sql.Literal(warehouse.schemas.target))
    ]
    return broken, f"{warehouse.rows(SCOPES)[0][0]} scopes in force"

"""How far the reference tables knew the keys of the staged facts before this build: per foreign key, known by a source,
derived earlier, made now, or in no table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from psycopg2 import sql
from psycopg2.extensions import connection as Connection

from refill.build import Build
from refill.config.models import Config, Domain, ForeignKey
from refill.database.query import exists, format_sql, rows
from refill.database.schemas import Schemas
from refill.status import share

LISTED = 1000
# the distinct keys, and what stands in the rows without one
COUNTS = """
with keys as (
    select distinct {columns} from {staged} where num_nulls({columns}) = 0
),
judged as (
    select {text} as key, {verdict} as verdict from keys {joined}
),
counted as (
    select
        count(*) as keys,
        count(*) filter (where verdict = 'authoritative') as authoritative,
        count(*) filter (where verdict = 'derived') as derived,
        count(*) filter (where verdict = 'new') as new,
        count(*) filter (where verdict = 'missing') as missing,
        (array_agg(key order by key collate "C") filter (where verdict = 'new'))[:{listed}] as new_keys
    from judged
),
without_key as (
    select count(*) filter (where not skipped and not unreadable) as blank, count(*) filter (where skipped) as skipped
    from (
        select
            coalesce(jsonb_exists_any(_skipped, {names}), false) as skipped,
            coalesce(string_to_array(_problems, e'\\n') && {unreadable}, false) as unreadable
        from {staged}
        where num_nulls({columns}) > 0
    ) as staged
)
select keys, authoritative, derived, new, missing, blank, skipped, coalesce(new_keys, '{{}}') from counted, without_key
"""
KEEP = """
insert into {coverage}
    (run_id, domain, foreign_key, table_name, keys, authoritative, derived, inserted, blank_rows, skipped_rows)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
VERDICT = """
case
    when held._source is null then 'missing'
    when held._source = 'authoritative' then 'authoritative'
    when exists (
        select 1
        from {audit} as entry
        where entry.table_name = {table} and entry.key = jsonb_build_object({key}) and entry.operation = 'insert'
            and entry.invocation_id = {invocation}
    ) then 'new'
    else 'derived'
end
"""


@dataclass(frozen=True)
class Coverage:
    """One foreign key of the facts that a build staged, those in quarantine included.

    `keys` are the distinct keys: `authoritative` have a row from a source, `derived` one that was derived before,
    `new` one that this build has derived, `missing` none. `blank` and `skipped` are rows without a key, `skipped` those
    whose text matches a skip pattern. `new_keys` are the first thousand.
    """

    domain: str
    name: str
    table: str
    keys: int
    authoritative: int
    derived: int
    new: int
    missing: int
    blank: int
    skipped: int
    new_keys: list[str]


def coverage_of(connection: Connection, schemas: Schemas, config: Config, build: Build) -> list[Coverage]:
    """Each foreign key of the domains that this build has staged, by one query over the domain's staging."""
    staged = {node.name for node in build.nodes if node.ok}
    domains = [domain for domain in config.domains.values() if f"stg_{domain.name}" in staged]
    return [
        _coverage(connection, schemas, domain, key, build.invocation_id)
        for domain in domains
        for key in domain.foreign_keys
    ]


def _coverage(connection: Connection, schemas: Schemas, domain: Domain, key: ForeignKey, invocation: str) -> Coverage:
    columns = [sql.Identifier(name) for name in key.source_columns]
    distinct = [sql.Identifier("keys", name) for name in key.source_columns]
    verdict: sql.Composable = sql.SQL("'missing'")
    joined: sql.Composable = sql.SQL("")
    if exists(connection, schemas.target, key.target_table):
        pairs = zip(key.target_keys, distinct, strict=True)
        same = [sql.SQL("{} = {}").format(sql.Identifier("held", target), found) for target, found in pairs]
        held = sql.Identifier(schemas.target, key.target_table)
        joined = sql.SQL("left join {} as held on {}").format(held, sql.SQL(" and ").join(same))
        verdict = _verdict(schemas, key, invocation)
    statement = sql.SQL(COUNTS).format(
        columns=sql.SQL(", ").join(columns),
        staged=sql.Identifier(schemas.staging, f"stg_{domain.name}"),
        text=sql.SQL("concat_ws(' / ', {})").format(sql.SQL(", ").join(distinct)),
        verdict=verdict,
        joined=joined,
        listed=sql.Literal(LISTED),
        names=sql.Literal(list(key.source_columns)),
        unreadable=sql.Literal([f"type:{name}" for name in key.source_columns]),
    )
    return Coverage(domain.name, key.name, key.target_table, *rows(connection, statement)[0])


def _verdict(schemas: Schemas, key: ForeignKey, invocation: str) -> sql.Composed:
    parts = [part for name in key.target_keys for part in (sql.Literal(name), sql.Identifier("held", name))]
    return sql.SQL(VERDICT).format(
        audit=sql.Identifier(schemas.ledger, "audit"),
        table=sql.Literal(key.target_table),
        key=sql.SQL(", ").join(parts),
        invocation=sql.Literal(invocation),
    )


def keep(connection: Connection, schemas: Schemas, run_id: str, found: Sequence[Coverage]) -> None:
    """Keeps what a run has found, in the ledger; foreign keys without a key are left out."""
    statement = format_sql(KEEP, coverage=(schemas.ledger, "coverage"))
    with connection, connection.cursor() as cursor:
        for one in (one for one in found if one.keys):
            counts = [one.keys, one.authoritative, one.derived, one.new, one.blank, one.skipped]
            cursor.execute(statement, [run_id, one.domain, one.name, one.table, *counts])


def by_table(found: Sequence[Coverage], table: str) -> dict[str, Any]:
    """`fact_keys`, of them `authoritative_keys`, and `coverage`, their share. Each foreign key counts for itself."""
    of_table = [one for one in found if one.table == table]
    keys, known = sum(one.keys for one in of_table), sum(one.authoritative for one in of_table)
    return {"fact_keys": keys, "authoritative_keys": known, "coverage": share(known, keys)}

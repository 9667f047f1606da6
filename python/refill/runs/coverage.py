"""How far the reference tables covered the keys of the staged facts before this build: per foreign key, from a source,
derived earlier, made now, or in no table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from psycopg2 import sql

from refill.config.models import Domain, ForeignKey
from refill.config.reasons import Reason
from refill.database.warehouse import Warehouse
from refill.runs.dbt import Build
from refill.runs.status import share

LISTED = 1000
# the texts of rows without a key, by one reading for all foreign keys; the staging has set their keys apart
COUNTS = """
with without_key as (
    select {blanks} from {staged} where num_nulls({columns}) > 0
)
{counts}
order by 1
"""
BLANKS = """
count(*) filter (
    where num_nulls({columns}) > 0
        and not coalesce(jsonb_exists_any(_skipped, {names}), false)
        and not coalesce(string_to_array(_problems, e'\\n') && {unreadable}, false)
) as {blank},
count(*) filter (where num_nulls({columns}) > 0 and jsonb_exists_any(_skipped, {names})) as {skipped}
"""
COUNT = """
select
    {position},
    count(*),
    count(*) filter (where verdict = 'authoritative'),
    count(*) filter (where verdict = 'derived'),
    count(*) filter (where verdict = 'new'),
    count(*) filter (where verdict = 'missing'),
    (select {blank} from without_key),
    (select {skipped} from without_key),
    coalesce((array_agg(key order by key collate "C") filter (where verdict = 'new'))[:{listed}], '{{}}')
from (
    select concat_ws(' / ', {keys}) as key, {verdict} as verdict
    from {staged_keys} as staged
    {joined}
    where staged._columns = {names} and {given}
) as judged
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
    when held._created_at >= {since} then 'new'
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


def coverage_of(warehouse: Warehouse, build: Build) -> list[Coverage]:
    """Return each foreign key of the domains that this build has staged, by one query over the domain's staging."""
    staged = {node.name for node in build.nodes if node.ok}
    domains = [d for d in warehouse.config.domains.values() if f"stg_{d.name}" in staged and d.foreign_keys]
    since = _first_staging(warehouse, domains)
    return [one for domain in domains for one in _coverage(warehouse, domain, since)]


def _first_staging(warehouse: Warehouse, domains: Sequence[Domain]) -> Any:
    """Return when the first of them was staged: a build derives later, whatever it staged after that."""
    found = [
        warehouse.sql("(select min(_staged_at) from {keys})", keys=(warehouse.schemas.staging, f"keys_{domain.name}"))
        for domain in domains
    ]
    return warehouse.value(sql.SQL("select least({})").format(sql.SQL(", ").join(found))) if found else None


def _coverage(warehouse: Warehouse, domain: Domain, since: Any) -> list[Coverage]:
    keys = domain.foreign_keys
    columns = list(dict.fromkeys(name for key in keys for name in key.source_columns))
    statement = sql.SQL(COUNTS).format(
        columns=_names(columns),
        staged=sql.Identifier(warehouse.schemas.staging, f"stg_{domain.name}"),
        blanks=sql.SQL(", ").join(_blanks(position, key) for position, key in enumerate(keys)),
        counts=sql.SQL(" union all ").join(
            _count(warehouse, domain, position, key, since) for position, key in enumerate(keys)
        ),
    )
    found = warehouse.rows(statement)
    return [
        Coverage(domain.name, key.name, key.target_table, *found[position][1:]) for position, key in enumerate(keys)
    ]


def _blanks(position: int, key: ForeignKey) -> sql.Composed:
    return sql.SQL(BLANKS).format(
        columns=_names(key.source_columns),
        names=sql.Literal(list(key.source_columns)),
        unreadable=sql.Literal([Reason.TYPE.of(name) for name in key.source_columns]),
        blank=sql.Identifier(f"blank {position}"),
        skipped=sql.Identifier(f"skipped {position}"),
    )


def _count(warehouse: Warehouse, domain: Domain, position: int, key: ForeignKey, since: Any) -> sql.Composed:
    keys = [sql.Identifier("staged", name) for name in key.source_columns]
    verdict: sql.Composable = sql.SQL("'missing'")
    joined: sql.Composable = sql.SQL("")
    parent = warehouse.table(warehouse.config.tables[key.target_table])
    if warehouse.exists(parent):
        pairs = zip(key.target_keys, keys, strict=True)
        same = [sql.SQL("{} = {}").format(sql.Identifier("held", target), found) for target, found in pairs]
        joined = sql.SQL("left join {} as held on {}").format(sql.Identifier(*parent), sql.SQL(" and ").join(same))
        verdict = sql.SQL(VERDICT).format(since=sql.Literal(since))
    return sql.SQL(COUNT).format(
        position=sql.Literal(position),
        keys=sql.SQL(", ").join(keys),
        verdict=verdict,
        joined=joined,
        staged_keys=sql.Identifier(warehouse.schemas.staging, f"keys_{domain.name}"),
        names=sql.Literal(sorted(key.source_columns)),
        given=sql.SQL(" and ").join(sql.SQL("{} is not null").format(name) for name in keys),
        listed=sql.Literal(LISTED),
        blank=sql.Identifier(f"blank {position}"),
        skipped=sql.Identifier(f"skipped {position}"),
    )


def _names(columns: Sequence[str]) -> sql.Composed:
    return sql.SQL(", ").join(sql.Identifier(name) for name in columns)


def keep(warehouse: Warehouse, run_id: str, found: Sequence[Coverage]) -> None:
    """Keep the coverage of a run in the ledger; leave out foreign keys without a key."""
    with warehouse.transaction() as work:
        for one in (one for one in found if one.keys):
            counts = [one.keys, one.authoritative, one.derived, one.new, one.blank, one.skipped]
            work.execute(KEEP, [run_id, one.domain, one.name, one.table, *counts])


def by_table(found: Sequence[Coverage], table: str) -> dict[str, Any]:
    """Return `fact_keys`, of them `authoritative_keys`, and `coverage`, their share; each foreign key by itself."""
    of_table = [one for one in found if one.table == table]
    keys, known = sum(one.keys for one in of_table), sum(one.authoritative for one in of_table)
    return {"fact_keys": keys, "authoritative_keys": known, "coverage": share(known, keys)}

"""Each row of each accepted batch is in exactly one place, and so is each amount."""

from collections.abc import Sequence
from typing import Any

from psycopg2 import sql

from refill.config.models import Domain
from refill.database.values import column_text
from refill.database.warehouse import Warehouse
from refill.verify.check import Check

AT_ONCE = 300
"""Numeric columns of one query: it has four results for each, and PostgreSQL takes 1,664."""
# One pass over raw, fact and quarantine: per loaded batch the places of its rows, and per numeric column their sums as
# delivered, in the fact and in quarantine. A raw row that is nowhere and has no note must be superseded.
PLACES = """
with loaded as materialized (
    select b.batch_id, b.part, b.file, b.sheet, b.rows, b.rejected + b.skipped as noted
    from {batches} as b inner join {loads} as l on l.batch_id = b.batch_id
    where b.domain = {domain} and b.batch_id not in (select batch_id from {dropped})
),

superseded as (
    select batch_id, cast(sum(rows) as bigint) as rows
    from {scopes}
    where domain = {domain} and superseded_by is not null
    group by batch_id
),

places as (
    select
        raw._batch_id as batch_id,
        count(*) as in_raw,
        count(*) filter (where raw._note is not null) as noted,
        count(fact._batch_id) as in_fact,
        count(held._batch_id) as in_quarantine,
        count(*) filter (where num_nonnulls(raw._note, fact._batch_id, held._batch_id) = 0) as nowhere,
        count(*) filter (where num_nonnulls(raw._note, fact._batch_id, held._batch_id) > 1) as twice{sums}
    from (
        select _part, _batch_id, _row_number, _note{raw_texts}
        from {raw}
        where (_part, _batch_id) in (select part, batch_id from loaded)
        offset 0  -- makes columns of the texts, which the functions that read them want to become part of the query
    ) as raw
    left join {fact} as fact
        on fact._part = raw._part and fact._batch_id = raw._batch_id and fact._row_number = raw._row_number
    left join (
        select _batch_id, _row_number{held_texts} from {quarantine} offset 0
    ) as held on held._batch_id = raw._batch_id and held._row_number = raw._row_number
    group by raw._batch_id
)

select
    loaded.batch_id, loaded.file, loaded.sheet, loaded.rows, loaded.noted, coalesce(superseded.rows, 0),
    coalesce(places.in_raw, 0), coalesce(places.noted, 0), coalesce(places.in_fact, 0),
    coalesce(places.in_quarantine, 0), coalesce(places.nowhere, 0), coalesce(places.twice, 0){columns}
from loaded
left join places on places.batch_id = loaded.batch_id
left join superseded on superseded.batch_id = loaded.batch_id
order by 1
"""
# A column that the YAML gained is in `_extra` of older rows; those that were in the fact already have a null there.
SUMS = """,
        sum({delivered}) filter (
            where fact._batch_id is not null and (fact.{column} is not null or not raw.{absent})
        ) as {raw_in_fact},
        sum(fact.{column}) as {in_fact},
        sum({delivered}) filter (where held._batch_id is not null) as {raw_in_quarantine},
        sum({kept}) as {in_quarantine}"""
RAW_TEXT = ", coalesce({column}, _extra ->> {name}) as {text}, {column} is null as {absent}"

# Rows that no loaded batch explains: of batches that wait, that are undone, or that the ledger does not know.
STRANGERS = """
select {table}._batch_id, count(*)
from {relation} as {table}
where {table}._batch_id not in (select batch_id from {loads} where domain = {domain})
group by {table}._batch_id
order by {table}._batch_id
"""
RAW_OF_OTHERS = """
select b.batch_id, b.file, b.sheet, b.rows, raw.rows
from {batches} as b
cross join lateral (
    select count(*) as rows from {raw} as raw where raw._part = b.part and raw._batch_id = b.batch_id
) as raw
where b.domain = {domain} and b.batch_id not in (select batch_id from {loads})
    and b.batch_id not in (select batch_id from {dropped})
    and raw.rows <> b.rows
order by b.batch_id
"""
# Of batches whose raw rows were dropped the ledger says how many rows there are. An undone one has none anywhere.
DROPPED = """
with places as (
    select
        coalesce(fact._batch_id, held._batch_id) as batch_id,
        count(fact._batch_id) as in_fact,
        count(held._batch_id) as in_quarantine,
        count(*) filter (where fact._batch_id = held._batch_id) as twice
    from (select * from {fact} where _batch_id in (select batch_id from {dropped})) as fact
    full join (select * from {quarantine} where _batch_id in (select batch_id from {dropped})) as held
        on held._batch_id = fact._batch_id and held._row_number = fact._row_number
    group by 1
)

select
    b.batch_id, b.file, b.sheet,
    case when l.batch_id is null then 0 else b.rows - b.rejected - b.skipped end as given,
    coalesce(places.in_fact, 0), coalesce(places.in_quarantine, 0),
    coalesce((
        select cast(sum(s.rows) as bigint)
        from {scopes} as s
        where s.batch_id = b.batch_id and s.superseded_by is not null
    ), 0),
    coalesce(places.twice, 0),
    exists (select 1 from {raw} as raw where raw._part = b.part and raw._batch_id = b.batch_id)
from {dropped} as d
inner join {batches} as b on b.batch_id = d.batch_id
left join {loads} as l on l.batch_id = b.batch_id
left join places on places.batch_id = b.batch_id
where b.domain = {domain}
order by 1
"""


def check(warehouse: Warehouse) -> Check:
    """Look at every row of every batch, once; of those whose raw rows were dropped, at how many there are."""
    broken: list[str] = []
    batches = dropped = 0
    for domain in warehouse.made_facts:
        relations = {
            "raw": sql.Identifier(warehouse.schemas.raw, domain.name),
            "fact": sql.Identifier(warehouse.schemas.target, domain.fact.table),
            "quarantine": sql.Identifier(warehouse.schemas.quarantine, domain.name),
        }
        numeric = [name for name, column in domain.columns.items() if column.type.kind == "numeric"]
        for first in range(0, max(len(numeric), 1), AT_ONCE):
            summed = numeric[first : first + AT_ONCE]
            accounts = warehouse.rows(PLACES, domain=domain.name, **relations, **_sums(warehouse, domain, summed))
            for account in accounts:
                broken += ([] if first else _misplaced(account)) + _changed(account, summed)
        batches += len(accounts)
        for batch, file, sheet, landed, found in warehouse.rows(RAW_OF_OTHERS, domain=domain.name, **relations):
            broken.append(f"batch {batch} ({file} {sheet}): {landed} rows delivered, {found} in raw")
        broken += _strangers(warehouse, domain, relations)
        accounts = warehouse.rows(DROPPED, domain=domain.name, **relations)
        dropped += len(accounts)
        broken += [line for account in accounts for line in _uncounted(account)]
    counted_only = f", and {dropped} whose raw rows were dropped" if dropped else ""
    return broken, f"{batches} loaded batches{counted_only}"


def _sums(warehouse: Warehouse, domain: Domain, numeric: Sequence[str]) -> dict[str, sql.Composed]:
    """Return the pieces of PLACES for the numeric columns."""
    pieces: dict[str, list[sql.Composable]] = {"raw_texts": [], "held_texts": [], "sums": [], "columns": []}
    for number, name in enumerate(numeric):
        text, absent = sql.Identifier(f"text {number}"), sql.Identifier(f"absent {number}")
        column, key = sql.Identifier(name), sql.Literal(name)
        places = {
            place: sql.Identifier(f"{place} {number}")
            for place in ("raw_in_fact", "in_fact", "raw_in_quarantine", "in_quarantine")
        }
        given = {
            alias: column_text(domain, name).value(warehouse.schemas.ledger, sql.Identifier(alias, f"text {number}"))
            for alias in ("raw", "held")
        }
        raw_text = sql.SQL(RAW_TEXT).format(column=column, name=key, text=text, absent=absent)
        pieces["raw_texts"].append(raw_text)
        pieces["held_texts"].append(sql.SQL(", _raw ->> {} as {}").format(key, text))
        pieces["sums"].append(
            sql.SQL(SUMS).format(delivered=given["raw"], kept=given["held"], column=column, absent=absent, **places)
        )
        pieces["columns"] += [sql.SQL(", places.{}").format(place) for place in places.values()]
    return {name: sql.Composed(parts) for name, parts in pieces.items()}


def _misplaced(account: tuple[Any, ...]) -> list[str]:
    batch, file, sheet, landed, noted, superseded, in_raw, raw_noted, fact, held, nowhere, twice = account[:12]
    if landed == in_raw and noted == raw_noted and nowhere == superseded and not twice:
        return []
    return [
        f"batch {batch} ({file} {sheet}): {landed} rows delivered, {in_raw} in raw; {fact} in the fact, {held} in "
        f"quarantine, {raw_noted} rejected or skipped ({noted} in the ledger), {nowhere} nowhere, while {superseded} "
        f"are superseded; {twice} in two places"
    ]


def _uncounted(account: tuple[Any, ...]) -> list[str]:
    batch, file, sheet, given, fact, held, superseded, twice, has_raw = account
    if given == fact + held + superseded and not twice and not has_raw:
        return []
    return [
        f"batch {batch} ({file} {sheet}): {given} rows loaded, {fact} in the fact, {held} in quarantine, {superseded} "
        f"superseded; {twice} in two places; its raw rows are {'there, and' if has_raw else ''} noted as dropped"
    ]


def _changed(account: tuple[Any, ...], numeric: Sequence[str]) -> list[str]:
    batch, broken = account[0], []
    for number, column in enumerate(numeric):
        for place, delivered, found in zip(
            ("fact", "quarantine"), account[12 + 4 * number :: 2], account[13 + 4 * number :: 2], strict=False
        ):
            if delivered != found:
                broken.append(f"batch {batch}: {column} adds up to {found} in the {place}, delivered were {delivered}")
    return broken


def _strangers(warehouse: Warehouse, domain: Domain, relations: dict[str, sql.Identifier]) -> list[str]:
    """Return rows of batches that are not loaded. Those that wait may have rows in quarantine, of a killed run."""
    found = warehouse.rows(STRANGERS, table=sql.Identifier("fact"), relation=relations["fact"], domain=domain.name)
    return [f"batch {batch}: {count} rows in {domain.fact.table}, but it is not loaded" for batch, count in found]

"""Authoritative over derived, always, as the audit log tells it."""

from refill.database.warehouse import Warehouse
from refill.verify.check import Check

# A steward that takes a decision back takes back its values.
TAKEN_BACK = """
exists (
    select 1
    from {decisions} as taken_back
    where taken_back.decision = 'reopen' and entry.cause = 'decision ' || taken_back.sequence
        and taken_back.table_name = entry.table_name and taken_back.key = entry.key
)
"""
DEMOTED = """
select table_name, key, changed_at
from {audit} as entry
where operation = 'update' and before ->> '_source' = 'authoritative' and after ->> '_source' <> 'authoritative'
    and not ({taken_back})
order by sequence
"""
# A column that was a source's own (it had a value, and was not among the derived ones) and is derived afterwards.
REPLACED = """
select entry.table_name, entry.key, entry.changed_at, derived.name
from {audit} as entry
cross join lateral jsonb_array_elements_text(entry.after -> '_derived_columns') as derived (name)
where entry.operation = 'update' and entry.before ->> '_source' = 'authoritative'
    and not entry.before -> '_derived_columns' ? derived.name
    and entry.before ->> derived.name is not null
    and not ({taken_back})
order by entry.sequence
"""
CHANGES = "select count(*) from {audit} where operation = 'update'"


def check(warehouse: Warehouse) -> Check:
    """Look at every change of a reference row."""
    taken_back = warehouse.sql(TAKEN_BACK)
    broken = [
        f"{table} {_key(key)}: no longer authoritative since {at:%Y-%m-%d %H:%M:%S}"
        for table, key, at in warehouse.rows(DEMOTED, taken_back=taken_back)
    ]
    broken += [
        f"{table} {_key(key)}: {column} was a source's value until {at:%Y-%m-%d %H:%M:%S}, and is derived now"
        for table, key, at, column in warehouse.rows(REPLACED, taken_back=taken_back)
    ]
    return broken, f"{warehouse.rows(CHANGES)[0][0]} changes of reference rows"


def _key(key: dict[str, object]) -> str:
    return " / ".join(map(str, key.values()))

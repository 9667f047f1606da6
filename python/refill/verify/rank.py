"""Authoritative over derived, always, as the audit log tells it."""

from refill.verify.live import Check, Live

DEMOTED = """
select table_name, key, changed_at
from {audit}
where operation = 'update' and before ->> '_source' = 'authoritative' and after ->> '_source' <> 'authoritative'
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
order by entry.sequence
"""
CHANGES = "select count(*) from {audit} where operation = 'update'"


def check(live: Live) -> Check:
    """Looks at every change of a reference row."""
    broken = [
        f"{table} {_key(key)}: no longer authoritative since {at:%Y-%m-%d %H:%M:%S}"
        for table, key, at in live.rows(DEMOTED)
    ]
    broken += [
        f"{table} {_key(key)}: {column} was a source's value until {at:%Y-%m-%d %H:%M:%S}, and is derived now"
        for table, key, at, column in live.rows(REPLACED)
    ]
    return broken, f"{live.rows(CHANGES)[0][0]} changes of reference rows"


def _key(key: dict[str, object]) -> str:
    return " / ".join(map(str, key.values()))

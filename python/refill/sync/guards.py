"""The conditions on a source's rows before they replace the last good state, all checked in the database."""

from dataclasses import dataclass
from decimal import Decimal

from psycopg2 import sql
from psycopg2.extensions import cursor as Cursor

from refill.config.models import Guard
from refill.config.problems import show
from refill.database.values import column_text
from refill.errors import Refused
from refill.sync.incoming import Landing
from refill.text.tables import counted

SHOWN = 10
IS_DOUBLED = """
select exists (select 1 from pg_temp.incoming where num_nulls({key}) = 0 group by {key} having count(*) > 1)
"""
# Each key that several rows have: folded, as each row writes it, and which rows those are. COPY has put the rows into
# a new table in the order of the source.
DOUBLED = """
select (array_agg(folded order by place))[1], array_agg(given order by place), array_agg(place order by place)
from (
    select row({key}) as key, concat_ws(' / ', {texts}) as folded, concat_ws(' / ', {raw}) as given,
        row_number() over (order by ctid) as place
    from pg_temp.incoming
) as incoming
where key in (
    select row({key}) from pg_temp.incoming where num_nulls({key}) = 0 group by {key} having count(*) > 1
)
group by key
order by 1
"""


@dataclass(frozen=True)
class Arrival:
    """Rows in `pg_temp.incoming`: the columns that came, and whether they are the whole source or its news.

    `types` are the kinds of the source's columns, `types_before` those of the last sync; empty where it has none.
    `retiring`: keys that are gone will be retired, and exactly `accepted` of them may be, whatever the guard says.
    """

    columns: list[str]
    partial: bool
    retiring: bool
    guard: Guard
    types: dict[str, str]
    types_before: dict[str, str]
    accepted: int | None = None


def check(cursor: Cursor, landing: Landing, arrival: Arrival, where: str) -> int:
    """Return how many keys are gone that the source had.

    Refuse the rows as a whole, with every reason: too few, empty or doubled keys, values that are none of their
    column's type, a column that the source no longer has or whose type is another, more keys gone than
    `max_retire_ratio`.
    """
    gone, reason = _retirements(cursor, landing, arrival)
    reasons = [
        *_too_few(cursor, landing, arrival),
        *_bad_keys(cursor, landing),
        *_bad_values(cursor, landing, arrival),
        *_lost_columns(cursor, landing, arrival),
        *_changed_types(arrival),
        *reason,
    ]
    if reasons:
        raise Refused(
            f"{where}: refused for reference table {landing.table.name}, which stays as it was: {'; '.join(reasons)}."
        )
    return gone


def _too_few(cursor: Cursor, landing: Landing, arrival: Arrival) -> list[str]:
    incoming = sql.SQL("select {} from pg_temp.incoming").format(landing.key("incoming"))
    if arrival.partial:
        held = sql.SQL("select {} from {} as held").format(landing.key("held"), landing.relation)
        incoming = sql.SQL("{} union {}").format(incoming, held)
    cursor.execute(sql.SQL("select count(*) from ({}) as rows").format(incoming))
    (rows,) = cursor.fetchone() or (0,)
    least = arrival.guard.min_rows
    return [f"{counted(rows, 'row')}, fewer than min_rows ({least})"] if rows < least else []


def _bad_keys(cursor: Cursor, landing: Landing) -> list[str]:
    reasons = []
    texts = landing.key_texts("incoming")
    cursor.execute(sql.SQL("select count(*) from pg_temp.incoming where num_nulls({}) > 0").format(texts))
    (empty,) = cursor.fetchone() or (0,)
    if empty:
        have = "has" if empty == 1 else "have"
        reasons.append(f"{counted(empty, 'row')} {have} no {' or no '.join(landing.table.keys)}")
    keys = {"key": landing.key("incoming"), "texts": texts, "raw": landing.raw_key("incoming")}
    cursor.execute(sql.SQL(IS_DOUBLED).format(**keys))
    if (cursor.fetchone() or (False,))[0]:
        cursor.execute(sql.SQL(DOUBLED).format(**keys))
        doubled = [_spelled(*found) for found in cursor.fetchall()]
        are = "is" if len(doubled) == 1 else "are"
        reasons.append(f"{counted(len(doubled), 'key')} {are} there more than once: {_first(doubled)}")
    return reasons


def _spelled(key: str, given: list[str], places: list[int]) -> str:
    """Return a key with the rows that have it, and how each writes it where they differ."""
    differ = len(set(given)) > 1
    written = [f"{show(text)} in data row {place}" for text, place in zip(given, places, strict=True)]
    rows = written if differ else [f"data row {place}" for place in places]
    return f"{key} ({_first(rows)})"


def _bad_values(cursor: Cursor, landing: Landing, arrival: Arrival) -> list[str]:
    reasons = []
    ledger = landing.schemas.ledger
    for name in arrival.columns:
        kind = landing.table.columns[name].type
        if kind.kind in ("text", "json"):
            continue
        is_bad = column_text(landing.table, name).is_bad(ledger, sql.Identifier(name))
        cursor.execute(
            sql.SQL("select concat_ws(' / ', {}) from pg_temp.incoming where {} order by 1").format(
                landing.key_texts("incoming"), is_bad
            )
        )
        bad = [found for (found,) in cursor.fetchall()]
        if bad:
            are, where = ("is", "row") if len(bad) == 1 else ("are", "rows")
            reasons.append(f"{counted(len(bad), 'value')} of {name} {are} no {kind}, in the {where} {_first(bad)}")
    return reasons


def _lost_columns(cursor: Cursor, landing: Landing, arrival: Arrival) -> list[str]:
    """Return the columns that the source had and has no longer: each would be emptied in every row."""
    lost = []
    for name in landing.table.columns:
        if name not in arrival.columns:
            cursor.execute(
                sql.SQL("select exists (select 1 from {} where {} <> '')").format(
                    landing.relation, sql.Identifier(name)
                )
            )
            if (cursor.fetchone() or (False,))[0]:
                lost.append(name)
    return [f"the source no longer has {', '.join(lost)}"] if lost else []


def _changed_types(arrival: Arrival) -> list[str]:
    before = arrival.types_before
    changed = [
        f"column {name} of the source was {before[name]} and is {kind}"
        for name, kind in arrival.types.items()
        if before.get(name, kind) != kind
    ]
    return [f"{', '.join(changed)} (where that is right, sync the table with --accept-types)"] if changed else []


def _retirements(cursor: Cursor, landing: Landing, arrival: Arrival) -> tuple[int, list[str]]:
    if not arrival.retiring:
        return 0, []
    held = sql.SQL("select {} from {} as held").format(landing.key("held"), landing.relation)
    given = sql.SQL("select {} from pg_temp.incoming").format(landing.key("incoming"))
    cursor.execute(sql.SQL("select count(*) from ({}) as held").format(held))
    (before,) = cursor.fetchone() or (0,)
    columns = sql.SQL(", ").join(map(sql.Identifier, landing.table.keys))
    cursor.execute(
        sql.SQL("select concat_ws(' / ', {0}) from ({1} except {2}) as gone ({0}) order by 1").format(
            columns, held, given
        )
    )
    gone = [key for (key,) in cursor.fetchall()]
    allowed = arrival.guard.max_retire_ratio
    if gone and arrival.accepted is not None and arrival.accepted != len(gone):
        return 0, [f"{len(gone)} of {before} keys are gone, and --accept-retire {arrival.accepted} was given"]
    if arrival.accepted is None and len(gone) > before * Decimal(str(allowed)):
        return 0, [
            f"{len(gone)} of {before} keys are gone, more than max_retire_ratio ({allowed:g}) allows: {_first(gone)} "
            f"(where that is right, sync the table with --accept-retire {len(gone)})"
        ]
    return len(gone), []


def _first(keys: list[str]) -> str:
    shown = ", ".join(keys[:SHOWN])
    return shown if len(keys) <= SHOWN else f"{shown}, …"

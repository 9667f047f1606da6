"""What must hold of a source's rows before they replace the last good state. All of it is checked in the database."""

from dataclasses import dataclass

from psycopg2 import sql
from psycopg2.extensions import cursor as Cursor

from refill.config.models import Guard
from refill.errors import Refused
from refill.sync.incoming import Landing
from refill.text.tables import counted

SHOWN = 10


@dataclass(frozen=True)
class Arrival:
    """Rows in `pg_temp.incoming`: the columns that came, and whether they are the whole source or the news of it.

    `types` are the kinds of the source's columns, `types_before` those of the last sync; empty where it tells none.
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
    """How many keys are gone that the source had.

    Refuses the rows as a whole, with every reason: too few, empty or doubled keys, values that are none of their
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
    key = landing.key("incoming")
    reasons = []
    cursor.execute(sql.SQL("select count(*) from pg_temp.incoming where num_nulls({}) > 0").format(key))
    (empty,) = cursor.fetchone() or (0,)
    if empty:
        have = "has" if empty == 1 else "have"
        reasons.append(f"{counted(empty, 'row')} {have} no {' or no '.join(landing.table.keys)}")
    cursor.execute(
        sql.SQL(
            "select concat_ws(' / ', {}) from pg_temp.incoming where num_nulls({}) = 0 group by {}"
            " having count(*) > 1 order by 1"
        ).format(key, key, key)
    )
    doubled = [found for (found,) in cursor.fetchall()]
    if doubled:
        are = "is" if len(doubled) == 1 else "are"
        reasons.append(f"{counted(len(doubled), 'key')} {are} there more than once: {_first(doubled)}")
    return reasons


def _bad_values(cursor: Cursor, landing: Landing, arrival: Arrival) -> list[str]:
    reasons = []
    ledger = landing.schemas.ledger
    for name in arrival.columns:
        kind = landing.table.columns[name].type
        if kind.kind in ("text", "json"):
            continue
        value = sql.SQL("nullif({}({}), '')").format(sql.Identifier(ledger, "fold"), sql.Identifier(name))
        size = sql.SQL(f", {kind.precision}, {kind.scale}" if kind.kind == "numeric" else "")
        function = sql.Identifier(ledger, f"try_{kind.kind}")
        cursor.execute(
            sql.SQL(
                "select concat_ws(' / ', {}) from pg_temp.incoming where {} is not null and {}({}{}) is null order by 1"
            ).format(landing.key("incoming"), value, function, value, size)
        )
        bad = [found for (found,) in cursor.fetchall()]
        if bad:
            are, where = ("is", "row") if len(bad) == 1 else ("are", "rows")
            reasons.append(f"{counted(len(bad), 'value')} of {name} {are} no {kind}, in the {where} {_first(bad)}")
    return reasons


def _lost_columns(cursor: Cursor, landing: Landing, arrival: Arrival) -> list[str]:
    """A column that the source had and has no longer would empty that column of every row."""
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
    cursor.execute(
        sql.SQL("select array_to_string(array[{}], ' / ') from ({} except {}) as gone ({}) order by 1").format(
            sql.SQL(", ").join(map(sql.Identifier, landing.table.keys)),
            held,
            given,
            sql.SQL(", ").join(map(sql.Identifier, landing.table.keys)),
        )
    )
    gone = [key for (key,) in cursor.fetchall()]
    allowed = arrival.guard.max_retire_ratio
    if gone and arrival.accepted is not None and arrival.accepted != len(gone):
        return 0, [f"{len(gone)} of {before} keys are gone, and --accept-retire {arrival.accepted} was given"]
    if arrival.accepted is None and len(gone) > before * allowed:
        return 0, [
            f"{len(gone)} of {before} keys are gone, more than max_retire_ratio ({allowed:g}) allows: {_first(gone)} "
            f"(where that is right, sync the table with --accept-retire {len(gone)})"
        ]
    return len(gone), []


def _first(keys: list[str]) -> str:
    shown = ", ".join(keys[:SHOWN])
    return shown if len(keys) <= SHOWN else f"{shown}, …"

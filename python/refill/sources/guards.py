"""What must hold of a source's rows before they replace the last good state. All of it is checked in the database."""

from psycopg2 import sql
from psycopg2.extensions import cursor as Cursor

from refill.config.models import ReferenceTable
from refill.database.schemas import Schemas
from refill.errors import Refused

SHOWN = 10


def check(cursor: Cursor, schemas: Schemas, table: ReferenceTable, columns: list[str], where: str) -> None:
    """Refuses `pg_temp.incoming` as a whole, with every reason: too few rows, empty or doubled keys, values that are
    none of their column's type, a column that the source no longer has, more keys gone than `max_retire_ratio`."""
    reasons = [
        *_too_few(cursor, table),
        *_bad_keys(cursor, schemas, table),
        *_bad_values(cursor, schemas, table, columns),
        *_lost_columns(cursor, schemas, table, columns),
        *_retirements(cursor, schemas, table),
    ]
    if reasons:
        raise Refused(
            f"{where}: refused for reference table {table.name}, which stays as it was: {'; '.join(reasons)}."
        )


def _too_few(cursor: Cursor, table: ReferenceTable) -> list[str]:
    cursor.execute("select count(*) from pg_temp.incoming")
    (rows,) = cursor.fetchone() or (0,)
    least = table.guard.min_rows
    return [f"{rows} rows, fewer than min_rows ({least})"] if rows < least else []


def _key(schemas: Schemas, table: ReferenceTable, row: str) -> sql.Composed:
    """The folded key columns of a row, joined by commas; an empty one is null."""
    parts = []
    for name in table.keys:
        folded = sql.SQL("{}({})").format(sql.Identifier(schemas.ledger, "fold"), sql.Identifier(row, name))
        case = table.columns[name].case
        if case:
            cased = sql.SQL(f'{case}({{}} collate "C")').format(folded)
            folded = sql.SQL("{}({})").format(sql.Identifier(schemas.ledger, "fold"), cased)
        parts.append(sql.SQL("nullif({}, '')").format(folded))
    return sql.SQL(", ").join(parts)


def _bad_keys(cursor: Cursor, schemas: Schemas, table: ReferenceTable) -> list[str]:
    key = _key(schemas, table, "incoming")
    reasons = []
    cursor.execute(sql.SQL("select count(*) from pg_temp.incoming where num_nulls({}) > 0").format(key))
    (empty,) = cursor.fetchone() or (0,)
    if empty:
        reasons.append(f"{empty} rows have no {' or no '.join(table.keys)}")
    cursor.execute(
        sql.SQL(
            "select concat_ws(' / ', {}) from pg_temp.incoming where num_nulls({}) = 0 group by {}"
            " having count(*) > 1 order by 1"
        ).format(key, key, key)
    )
    doubled = [found for (found,) in cursor.fetchall()]
    if doubled:
        reasons.append(f"{len(doubled)} keys are there more than once: {_first(doubled)}")
    return reasons


def _bad_values(cursor: Cursor, schemas: Schemas, table: ReferenceTable, columns: list[str]) -> list[str]:
    reasons = []
    for name in columns:
        kind = table.columns[name].type
        if kind.kind in ("text", "json"):
            continue
        value = sql.SQL("nullif({}({}), '')").format(sql.Identifier(schemas.ledger, "fold"), sql.Identifier(name))
        size = sql.SQL(f", {kind.precision}, {kind.scale}" if kind.kind == "numeric" else "")
        function = sql.Identifier(schemas.ledger, f"try_{kind.kind}")
        cursor.execute(
            sql.SQL(
                "select concat_ws(' / ', {}) from pg_temp.incoming where {} is not null and {}({}{}) is null order by 1"
            ).format(_key(schemas, table, "incoming"), value, function, value, size)
        )
        bad = [found for (found,) in cursor.fetchall()]
        if bad:
            reasons.append(f"{len(bad)} values of {name} are no {kind}, in the rows {_first(bad)}")
    return reasons


def _lost_columns(cursor: Cursor, schemas: Schemas, table: ReferenceTable, columns: list[str]) -> list[str]:
    """A column that the source had and has no longer would empty that column of every row."""
    lost = []
    for name in table.columns:
        if name not in columns:
            cursor.execute(
                sql.SQL("select exists (select 1 from {} where {} <> '')").format(
                    sql.Identifier(schemas.landing, table.short), sql.Identifier(name)
                )
            )
            if (cursor.fetchone() or (False,))[0]:
                lost.append(name)
    return [f"the source no longer has {', '.join(lost)}"] if lost else []


def _retirements(cursor: Cursor, schemas: Schemas, table: ReferenceTable) -> list[str]:
    if table.strategy != "full_replace":
        return []
    held = sql.SQL("select {} from {} as held").format(
        _key(schemas, table, "held"), sql.Identifier(schemas.landing, table.short)
    )
    given = sql.SQL("select {} from pg_temp.incoming").format(_key(schemas, table, "incoming"))
    cursor.execute(
        sql.SQL("select (select count(*) from ({}) as all_held), (select count(*) from ({} except {}) as gone)").format(
            held, held, given
        )
    )
    before, gone = cursor.fetchone() or (0, 0)
    allowed = table.guard.max_retire_ratio
    if gone > before * allowed:
        return [f"{gone} of {before} keys are gone, more than max_retire_ratio ({allowed:g}) allows"]
    return []


def _first(keys: list[str]) -> str:
    shown = ", ".join(keys[:SHOWN])
    return shown if len(keys) <= SHOWN else f"{shown}, …"

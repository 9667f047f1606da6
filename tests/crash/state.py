"""Everything that a run leaves behind, as lines that can be compared with those of another run.

Normalised, because they rightly differ between one run and a killed run with its rerun:

    batch numbers    a number that the killed run took is burnt: each becomes its rank; a number that the ledger
                     does not know stays as it is, with a question mark. So do parts, also in names of partitions
    moments          `…_at` and dbt's valid_from/valid_to: only whether there is one
    runs             the ids of runs and invocations, and dbt's hashes of rows: only whether there is one
    logs             of runs and syncs, and of how many rows which invocation changed: left out
    the audit log    its entries are numbered anew in their order, for the same reason, also where a history names one
    conflicts        without their numbers, and so are decisions
    deliveries       without the states of files, which hold their times
    staging          what the last run looked at, and dbt's seeds before they are merged: left out, but not its names

All else counts: every row of every table, every table, index, sequence, column, type and constraint, and every file of
the project but dbt's own below target/ and the logs.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from psycopg2 import sql
from psycopg2.extensions import cursor as Cursor

from ..support.project import LEFTOVERS

State = dict[str, list[str]]

PARTS = ("part", "_part")
BATCHES = ("batch_id", "_batch_id", "superseded_by", "_derived_from_batch")
MOMENTS = re.compile(r".+_at|dbt_valid_from|dbt_valid_to")
NUMBERS = re.compile(r"(?<=_p)\d+|(?<=_part = )\d+|(?<=_part bigint not null default )\d+")
RUNS = ("run_id", "invocation_id", "dbt_scd_id")
LOGS = tuple(
    f"warehouse_ledger.{name}"
    for name in ("runs", "sync_log", "coverage", "changes", "staged", "staged_scopes", "quarantine_inputs")
)
UNSTABLE_SCHEMAS = ("warehouse_staging", "warehouse_seeds")
OWN_FILES = ("target", "logs", ".user.yml")

ROWS = "select to_jsonb(t) from {} as t"
NUMBERED = {
    "warehouse_ledger.audit": """
        select to_jsonb(t) || jsonb_build_object('sequence', rank() over (order by sequence)) from {} as t
    """,
    "warehouse_ledger.conflicts": "select to_jsonb(t) - 'sequence' from {} as t",
    "warehouse_ledger.decisions": "select to_jsonb(t) - 'sequence' from {} as t",
    "warehouse_ledger.deliveries": "select to_jsonb(t) - 'state' from {} as t",
    "warehouse_ledger.snapshots": """
        select to_jsonb(t) || jsonb_build_object('sequence', (
            select count(*) from warehouse_ledger.audit as entry where entry.sequence <= t.sequence
        ))
        from {} as t
    """,
}
OF_WAREHOUSE = "from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname like 'warehouse%'"
TABLES = f"select n.nspname, c.relname {OF_WAREHOUSE} and c.relkind = 'r' order by 1, 2"
RELATIONS = f"select format('%s %s.%s', c.relkind, n.nspname, c.relname) {OF_WAREHOUSE}"
COLUMNS = """
select format('%s.%s.%s %s%s%s', n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
    case when a.attnotnull then ' not null' end,
    ' default ' || (select pg_get_expr(adbin, adrelid) from pg_attrdef where adrelid = c.oid and adnum = a.attnum))
from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
where n.nspname like 'warehouse%' and a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v')
"""
CONSTRAINTS = """
select format('%s %s: %s%s', conrelid::regclass, conname, pg_get_constraintdef(c.oid),
    case when not convalidated then ' not valid' end)
from pg_constraint c join pg_namespace n on n.oid = c.connamespace
where n.nspname like 'warehouse%'
"""
FUNCTIONS = """
select format('%s.%s: %s', n.nspname, proname, md5(prosrc))
from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname like 'warehouse%'
"""


class Ranks(NamedTuple):
    """The rank of each number, of batches and of parts."""

    batches: Mapping[int, int]
    parts: Mapping[int, int]


def read_state(cursor: Cursor, root: Path) -> State:
    """Return the name of a table, of a part of the catalogue, or of a file → its lines in order."""
    cursor.execute("select to_regclass('warehouse_ledger.batches') is not null")
    ranks = Ranks({}, {})
    if cursor.fetchall()[0][0]:
        cursor.execute("select batch_id, rank() over (order by batch_id) from warehouse_ledger.batches")
        batches = dict(cursor.fetchall())
        cursor.execute("select to_regclass('warehouse_ledger.parts') is not null")
        parts = {}
        if cursor.fetchall()[0][0]:  # an older version has none
            cursor.execute("select part, rank() over (order by part) from warehouse_ledger.parts")
            parts = dict(cursor.fetchall())
        ranks = Ranks(batches, parts)
    found = {
        name: _lines(cursor, statement, ranks)
        for name, statement in (
            *(("relations", RELATIONS), ("columns", COLUMNS)),
            *(("constraints", CONSTRAINTS), ("functions", FUNCTIONS)),
        )
    }
    cursor.execute(TABLES)
    for schema, name in cursor.fetchall():
        if f"{schema}.{name}" not in LOGS and schema not in UNSTABLE_SCHEMAS:
            statement = NUMBERED.get(f"{schema}.{name}", ROWS)
            cursor.execute(sql.SQL(statement).format(sql.Identifier(schema, name)))
            rows = [json.dumps(_normal(row, ranks), ensure_ascii=False) for (row,) in cursor.fetchall()]
            found[f"table {_ranked_name(f'{schema}.{name}', ranks)}"] = sorted(rows)
    return found | _files(root)


def leftovers(cursor: Cursor) -> list[str]:
    """Return the temporary tables, locks and sessions that are there now."""
    cursor.execute(LEFTOVERS)
    return [" ".join(map(str, row)) for row in cursor.fetchall()]


def digests(state: State) -> dict[str, str]:
    """Return one hash for each name, of its lines in order."""
    return {name: hashlib.sha256("\n".join(lines).encode()).hexdigest() for name, lines in state.items()}


def differences(expected: State, found: State) -> list[str]:
    """Return a line for each line that is in one and not in the other; none where all digests agree."""
    wanted, held = digests(expected), digests(found)
    told = []
    for name in sorted({*wanted, *held}):
        if wanted.get(name) == held.get(name):
            continue
        if name not in held or name not in wanted:
            told.append(f"{name}: {'missing' if name in wanted else 'should not be there'}")
        told += [f"{name}: lacks {line}" for line in _without(expected.get(name, []), found.get(name, []))]
        told += [f"{name}: has {line}" for line in _without(found.get(name, []), expected.get(name, []))]
    return told


def _without(lines: list[str], others: Iterable[str]) -> list[str]:
    left = list(lines)
    for line in others:
        if line in left:
            left.remove(line)
    return left


def _lines(cursor: Cursor, statement: str, ranks: Ranks) -> list[str]:
    cursor.execute(statement)
    return sorted(_ranked_name(line, ranks) for (line,) in cursor.fetchall())


def _ranked_name(text: str, ranks: Ranks) -> str:
    """Return a text with each part's rank in place of its number, in names of partitions, checks and defaults."""
    return NUMBERS.sub(lambda found: _rank(int(found[0]), ranks.parts), text)


def _rank(number: int, ranks: Mapping[int, int]) -> str:
    return f"#{ranks[number]}" if number in ranks else f"?{number}"


def _normal(value: Any, ranks: Ranks, name: str = "") -> Any:
    """Return a value of a column `name`, or of an object's key `name`, in its normal form."""
    if isinstance(value, dict):
        return {key: _normal(item, ranks, key) for key, item in value.items()}
    if isinstance(value, list):
        return [_normal(item, ranks, name) for item in value]
    if value is None:
        return None
    if name in BATCHES:
        return _rank(value, ranks.batches)
    if name in PARTS:
        return _rank(value, ranks.parts)
    if MOMENTS.fullmatch(name):
        return "a moment"
    return "an id" if name in RUNS else value


def _files(root: Path) -> State:
    """Return the project's files by their hashes."""
    found = {}
    for path in sorted(root.rglob("*")):
        there = path.relative_to(root)
        if path.is_file() and there.parts[0] not in OWN_FILES:
            found[f"file {there.as_posix()}"] = [hashlib.sha256(path.read_bytes()).hexdigest()]
    return found

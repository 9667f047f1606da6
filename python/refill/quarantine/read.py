"""The rows of the quarantine tables, read in one transaction and one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from psycopg2 import sql
from psycopg2.extensions import ISOLATION_LEVEL_REPEATABLE_READ

from refill.config.models import Domain
from refill.config.own_columns import RAW
from refill.database.warehouse import Warehouse
from refill.errors import UsageError
from refill.quarantine.reasons import check_reason

FETCHED = 1000  # rows at a time

# The batches of a domain with rejected rows. They leave where another delivery of the same sheet came since, or where
# every scope of the batch was delivered anew.
REJECTING = """
select batch.batch_id, batch.rejected
from {batches} as batch
inner join {loads} as loaded on loaded.batch_id = batch.batch_id
where batch.domain = {domain} and batch.rejected > 0 and batch.undone_at is null
    and not exists (
        select 1
        from {batches} as newer
        where newer.domain = batch.domain and newer.file = batch.file and newer.sheet = batch.sheet
            and newer.batch_id > batch.batch_id and newer.undone_at is null
    )
    and (
        not exists (select 1 from {scopes} as scopes where scopes.batch_id = batch.batch_id)
        or exists (
            select 1 from {scopes} as scopes where scopes.batch_id = batch.batch_id and scopes.superseded_by is null
        )
    )
"""
HELD = """
(
    select _batch_id, _file, _sheet, _row_number, _reasons, cast(null as text) as _cell, _raw from {quarantine}
    union all
    select
        _batch_id, _file, _sheet, _row_number, 'rejected:' || (_note ->> 'reason'), _note ->> 'cell',
        jsonb_strip_nulls(to_jsonb(raw) - {own}) || coalesce(_extra, '{{}}')
    from {raw} as raw
    where _note ->> 'status' = 'rejected' and _batch_id in (select batch_id from ({rejecting}) as rejecting)
) as held
"""
COUNTS = """
select reason, count(*)
from {table}
cross join lateral unnest(coalesce(string_to_array(_reasons, e'\\n'), array['']::text[])) as reason
where {wanted}
group by reason
order by count(*) desc, reason collate "C"
"""
TOTAL = "select count(*) from {table} where {wanted}"
UNKNOWN_COLUMNS = """
select key
from {table} cross join lateral jsonb_object_keys(_raw) as key
where {wanted} and key <> all (%(known)s)
group by key order by key collate "C"
"""
ROWS = """
select _batch_id, _file, _sheet, _row_number, _reasons, _cell, _raw
from {table}
where {wanted}
order by _batch_id, _row_number
limit %(limit)s
"""
OF_BATCH = "_batch_id = %(batch)s"
OF_REASON = """
exists (
    select 1
    from unnest(string_to_array(_reasons, e'\\n')) as given
    where given = any (%(reasons)s) or split_part(given, ':', 1) = any (%(reasons)s)
)
"""


@dataclass(frozen=True)
class QuarantineFilter:
    """The rows to list: of these domains or of all, with one of these reasons or with any, of this batch or of any."""

    domains: Sequence[str] = ()
    reasons: Sequence[str] = ()
    batch: int | None = None

    @property
    def everything(self) -> bool:
        return not self.domains and not self.reasons and self.batch is None


@dataclass(frozen=True)
class SetAside:
    """One row: its place, its reasons (none where it loads in the next run), its cells as the file had them.

    `cell` is the one for which a reader rejected the row, such as C12, if that is why.
    """

    domain: str
    batch_id: int
    file: str
    sheet: str
    row: int
    reasons: tuple[str, ...]
    cells: dict[str, str]
    cell: str | None = None


class Quarantine:
    """The quarantine as it is when the block begins: `with Quarantine(…) as held`.

    Raises UsageError for a domain that is not configured and for an unknown reason. A table that no run has made yet is
    empty; `made` is True if there is any.
    """

    def __init__(self, warehouse: Warehouse, wanted: QuarantineFilter) -> None:
        known = warehouse.config.domains
        for name in wanted.domains:
            if name not in known:
                raise UsageError(f"domain {name!r} is not configured. There are: {', '.join(known)}.")
        for reason in wanted.reasons:
            check_reason(reason)
        self.wanted = wanted
        self.domains = [d for name, d in known.items() if not wanted.domains or name in wanted.domains]
        self._warehouse = warehouse
        self._made = {d.name for d in self.domains if warehouse.exists(warehouse.quarantine(d))}

    def __enter__(self) -> "Quarantine":
        self._warehouse.connection.set_session(isolation_level=ISOLATION_LEVEL_REPEATABLE_READ, readonly=True)
        return self

    def __exit__(self, *_: object) -> None:
        self._warehouse.connection.rollback()
        self._warehouse.connection.set_session(isolation_level="default", readonly="default")

    @property
    def made(self) -> bool:
        return bool(self._made)

    def total(self, domain: Domain) -> int:
        """Return how many rows there are."""
        return int(self._all(domain, TOTAL)[0][0]) if domain.name in self._made else 0

    def counts(self, domain: Domain) -> list[tuple[str, int]]:
        """Return each reason with its rows, the most frequent first; '' for none. A row counts for each reason."""
        return [(reason, int(rows)) for reason, rows in self._all(domain, COUNTS)]

    def columns(self, domain: Domain) -> list[str]:
        """Return the columns of the domain, and behind them those that its files have and the YAML does not know."""
        return [*domain.columns, *(name for (name,) in self._all(domain, UNKNOWN_COLUMNS, known=[*domain.columns]))]

    def rows(self, domain: Domain, limit: int | None = None) -> Iterator[SetAside]:
        """Return the rows in the order of batch and row; only a few of them are in memory at a time."""
        if domain.name not in self._made:
            return
        with self._warehouse.connection.cursor(name="quarantine") as cursor:
            cursor.itersize = FETCHED
            cursor.execute(self._statement(domain, ROWS), self._arguments(limit=limit))
            for batch, file, sheet, row, reasons, cell, cells in cursor:
                yield SetAside(domain.name, batch, file, sheet, row, _lines(reasons), cells, cell)

    def first_rows(self, limit: int | None) -> Iterator[tuple[Domain, SetAside]]:
        """Return the rows of one domain after the other, up to `limit` of them."""
        left = limit
        for domain in self.domains:
            for row in self.rows(domain, left):
                left = None if left is None else left - 1
                yield domain, row

    def _all(self, domain: Domain, statement: str, **more: Any) -> list[tuple[Any, ...]]:
        if domain.name not in self._made:
            return []
        with self._warehouse.connection.cursor() as cursor:
            cursor.execute(self._statement(domain, statement), self._arguments(**more))
            return list(cursor.fetchall())

    def _statement(self, domain: Domain, statement: str) -> sql.Composable:
        conditions = [OF_BATCH] if self.wanted.batch is not None else []
        conditions += [OF_REASON] if self.wanted.reasons else []
        wanted = sql.SQL(" and ".join(conditions) or "true")
        return self._warehouse.sql(statement, table=self._held(domain), wanted=wanted)

    def _held(self, domain: Domain) -> sql.Composable:
        """Return the rows that are set aside; those of raw for a user that may read it."""
        warehouse = self._warehouse
        raw = warehouse.raw(domain)
        with warehouse.connection.cursor() as cursor:
            name = sql.Identifier(*raw).as_string(cursor)
            cursor.execute("select has_table_privilege(to_regclass(%s), 'select')", [name])
            (may_read,) = cursor.fetchone() or (False,)
        held = HELD if may_read else "(select *, cast(null as text) as _cell from {quarantine}) as held"
        return warehouse.sql(
            held,
            quarantine=warehouse.quarantine(domain),
            raw=raw,
            own=sql.Literal([column.name for column in RAW]),
            rejecting=warehouse.sql(REJECTING, domain=sql.Literal(domain.name)),
        )

    def _arguments(self, **more: Any) -> dict[str, Any]:
        return {"batch": self.wanted.batch, "reasons": list(self.wanted.reasons), **more}


def _lines(reasons: str | None) -> tuple[str, ...]:
    return tuple(reasons.split("\n")) if reasons else ()

"""The ledger of batches: the bytes that have landed, and whether they count as delivered already."""

from dataclasses import dataclass, field

from psycopg2.extras import Json

from refill.database.warehouse import Transaction

BROUGHT = """
select d.file, d.sheet, d.sha256, d.state, max(b.batch_id)
from {deliveries} as d
left join {batches} as b
    on b.domain = d.domain and b.sha256 = d.sha256 and b.sheet = d.sheet and b.undone_at is null
where d.domain = %s and d.state is not null
group by d.file, d.sheet, d.sha256, d.state
"""


@dataclass(frozen=True)
class Origin:
    """The origin of a batch: a sheet ('' for csv and parquet) of a file, for a domain."""

    domain: str
    file: str
    sheet: str
    period: str | None


@dataclass(frozen=True)
class Contents:
    """The contents of a landed batch. `rows` counts every record below the header, rejected and skipped ones too.

    `columns` maps the domain's columns to the file's, as a spreadsheet names them. The rejected and skipped rows are
    counted by reason; `places` are the first of the rejected. `missing` are optional columns that are not there, each
    with the header that may be its own, or ''. `encoding` is that of a text that is not UTF-8.
    """

    sha256: str
    rows: int
    rejected_reasons: dict[str, int]
    skipped_reasons: dict[str, int]
    columns: dict[str, str]
    unknown_columns: tuple[str, ...]
    places: dict[str, list[str]] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    encoding: str | None = None

    @property
    def rejected(self) -> int:
        return sum(self.rejected_reasons.values())

    @property
    def skipped(self) -> int:
        return sum(self.skipped_reasons.values())


def lock_domain(work: Transaction, domain: str) -> None:
    """Let no other session land a batch of this domain until the transaction ends: two cannot take the same bytes."""
    work.execute(
        "select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"refill land {work.schemas.ledger} {domain}"]
    )


def next_batch_id(work: Transaction) -> int:
    """Return a number that no other batch has."""
    table = work.name((work.schemas.ledger, "batches"))
    return int(work.value("select nextval(pg_get_serial_sequence(%s, 'batch_id'))", [table]))


def record(work: Transaction, batch_id: int, part: int, origin: Origin, contents: Contents) -> None:
    """Write the ledger row of a batch. It is pending from the commit on."""
    work.execute(
        "insert into {batches} (batch_id, part, domain, file, sheet, period, sha256, rows, rejected, skipped, columns,"
        " unknown_columns, encoding)"
        " overriding system value values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            *(batch_id, part, origin.domain, origin.file, origin.sheet, origin.period),
            *(contents.sha256, contents.rows, contents.rejected, contents.skipped),
            *(Json(contents.columns), Json(list(contents.unknown_columns)), contents.encoding),
        ],
    )


def delivered_as(work: Transaction, origin: Origin, sha256: str, replaces_scopes: bool, named: bool) -> int | None:
    """Return the newest batch that holds these bytes, unless delivering them again means something; else None. Undone
    batches do not count.

    It does where this path brings them anew, or a person `named` it, and something newer took the place of that batch:
    its scopes are superseded and this path last brought another batch, or none; or this path brought another batch of a
    domain that `replaces_scopes` since.
    """
    holder = _newest(work, origin, "sha256", sha256)
    if holder is None:
        return None
    if not named and _last_delivery(work, origin) == sha256:
        return holder
    latest = _newest(work, origin, "file", origin.file)
    if latest != holder and _is_superseded(work, holder):
        return None
    if replaces_scopes and latest is not None and latest > holder:
        return None
    return holder


def remember(work: Transaction, origin: Origin, sha256: str, state: str | None) -> None:
    """Write down the bytes that a path brings, so that they say nothing new as long as they lie there.

    `state` is that of the file with these bytes, so that it need not be read again; None where it cannot be told.
    """
    work.execute(
        "insert into {deliveries} as held (domain, file, sheet, sha256, state) values (%s, %s, %s, %s, %s)"
        " on conflict (domain, file, sheet) do update set sha256 = excluded.sha256, state = excluded.state"
        " where (held.sha256, held.state) is distinct from (excluded.sha256, excluded.state)",
        [origin.domain, origin.file, origin.sheet, sha256, state],
    )


@dataclass(frozen=True)
class Brought:
    """The bytes that a path brought last: their hash, the state of the file, and the newest batch that holds them."""

    sha256: str
    state: str
    batch_id: int | None


def brought(work: Transaction, domain: str) -> dict[str, dict[str, Brought]]:
    """Return by path and sheet what the files of a domain brought, in one query: those whose state was kept."""
    found: dict[str, dict[str, Brought]] = {}
    for file, sheet, *what in work.rows(BROUGHT, [domain]):
        found.setdefault(file, {})[sheet] = Brought(*what)
    return found


def _last_delivery(work: Transaction, origin: Origin) -> str | None:
    statement = "select sha256 from {deliveries} where domain = %s and file = %s and sheet = %s"
    found: str | None = work.value(statement, [origin.domain, origin.file, origin.sheet])
    return found


def knows_file(work: Transaction, origin: Origin) -> bool:
    """Return True if this path has been looked at before."""
    return _last_delivery(work, origin) is not None or any(
        _newest(work, origin, "file", origin.file, undone) is not None for undone in (False, True)
    )


def undone_as(work: Transaction, origin: Origin, sha256: str) -> int | None:
    """Return the newest batch that held these bytes, if it was undone."""
    undone = _newest(work, origin, "sha256", sha256, undone=True)
    living = _newest(work, origin, "sha256", sha256)
    return undone if undone is not None and (living is None or undone > living) else None


def _newest(work: Transaction, origin: Origin, column: str, value: str, undone: bool = False) -> int | None:
    found: int | None = work.value(
        "select max(batch_id) from {batches}"
        " where domain = %s and sheet = %s and {column} = %s and (undone_at is not null) = {undone}",
        [origin.domain, origin.sheet, value],
        column=(column,),
        undone=undone,
    )
    return found


def _is_superseded(work: Transaction, batch_id: int) -> bool:
    """Return True if a newer batch delivers a scope of this one, loaded or still waiting behind its gate."""
    statement = (
        "with known as (select domain, scope, batch_id from {scopes}"
        " union all select domain, scope, batch_id from {staged_scopes})"
        " select min(newer.batch_id) from known as older join known as newer"
        " on newer.domain = older.domain and newer.scope = older.scope and newer.batch_id > older.batch_id"
        " where older.batch_id = %s"
    )
    return work.value(statement, [batch_id]) is not None

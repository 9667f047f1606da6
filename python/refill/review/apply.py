"""A file of decisions applied: each row by itself, or none of them where one is refused."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from psycopg2 import sql

from refill.config.models import Config, ReferenceTable
from refill.errors import RefillError, Refused, UsageError
from refill.review.decisions import Review, Steward, parse_key
from refill.review.export import CHOICES, header
from refill.review.read import Line, Page


@dataclass(frozen=True)
class Decided:
    """A row that was applied: its place, and the decision on its key."""

    sheet: str
    row: int
    table: str
    key: dict[str, str]
    decision: str
    number: int


@dataclass(frozen=True)
class RefusedRow:
    """A row that was not applied, and the reason."""

    sheet: str
    row: int
    reason: str


class NothingApplied(RefillError):
    """Ends the transaction of an import that applies all or nothing."""


@dataclass
class Applied:
    """The effects of an import. `untouched`: rows without a decision."""

    applied: list[Decided]
    refused: list[RefusedRow]
    untouched: int = 0


def apply(review: Review, config: Config, pages: Sequence[Page], outcome: Applied) -> None:
    """Apply the rows in order, in the transaction of `review`; add the result of each to `outcome`."""
    for page in pages:
        problem = _header_problem(page, config)
        if problem:
            outcome.refused.append(RefusedRow(page.sheet, 1, problem))
            continue
        for line in page.lines:
            if line.fault:
                outcome.refused.append(RefusedRow(line.sheet, line.number, line.fault))
            elif not line.cells.get("_decision", "").strip():
                outcome.untouched += 1 if line.cells else 0
            else:
                _apply_line(review, config, line, outcome)


def _header_problem(page: Page, config: Config) -> str | None:
    """Return the reason why the header is none that was exported; its table is the one whose columns it has."""
    if any(sorted(header(table)) == sorted(page.header) for table in config.tables.values()):
        return None
    return "the header is not as it was exported: no row of the sheet is applied. Export again"


def _apply_line(review: Review, config: Config, line: Line, outcome: Applied) -> None:
    review.work.execute("savepoint decision")
    try:
        outcome.applied.append(_decide(review, config, line))
    except (Refused, UsageError) as refusal:
        review.work.execute("rollback to savepoint decision")
        outcome.refused.append(RefusedRow(line.sheet, line.number, str(refusal)))
    review.work.execute("release savepoint decision")


def _decide(review: Review, config: Config, line: Line) -> Decided:
    cells = line.cells
    decision = cells["_decision"].strip().lower()
    table = config.tables.get(cells["_table"])
    if table is None or not {*table.columns} <= {*cells}:
        raise Refused(f"There is no reference table {cells['_table']!r} with these columns.")
    if decision not in CHOICES:
        raise Refused(f"Decision {decision!r}: use one of {', '.join(CHOICES)}.")
    if decision != "merge" and cells["_merge_into"].strip():
        raise Refused(f"_merge_into is for merge, and the decision is {decision}.")
    if not cells["_version"].strip().isdigit():
        raise Refused("_version is no number: export the row again.")
    version = int(cells["_version"])
    key = {name: cells[name] for name in table.keys}
    steward = Steward(review.steward.name, cells["_note"].strip() or review.steward.note)
    number = _act(Review(review.work, steward), table, key, decision, cells, version)
    return Decided(line.sheet, line.number, table.name, key, decision, number)


def _act(
    review: Review, table: ReferenceTable, key: dict[str, str], decision: str, cells: dict[str, str], version: int
) -> int:
    if decision == "approve":
        return review.approve(table.name, key, {}, version)
    if decision == "reject":
        return review.reject(table.name, key, version=version)
    if decision == "merge":
        if not cells["_merge_into"].strip():
            raise Refused("_merge_into is empty: name the key that the row is merged into.")
        return review.merge(table.name, key, parse_key(table, cells["_merge_into"]), version)
    corrected = dict(_corrections(review, table, key, cells))
    if not corrected:
        raise Refused("No cell of the row is changed: nothing to correct. Decide approve.")
    return review.approve(table.name, key, corrected, version)


def _corrections(
    review: Review, table: ReferenceTable, key: dict[str, str], cells: dict[str, str]
) -> Iterator[tuple[str, str | None]]:
    """Return the cells that are not as the row is now."""
    found = review.work.rows(
        "select cell.key, cell.value from {table} as held, jsonb_each_text(to_jsonb(held)) as cell where {same}",
        list(key.values()),
        table=review.work.warehouse.table(table),
        same=sql.SQL(" and ").join(sql.SQL("cast(held.{} as text) = %s").format(sql.Identifier(name)) for name in key),
    )
    held = dict(found)
    for name in table.columns:
        if name not in table.keys and (held.get(name) or "") != cells[name]:
            yield name, cells[name] or None

"""Rows that are set aside, in a file of their own: csv or xlsx, whole or not at all."""

from collections.abc import Callable, Iterator
from pathlib import Path

from refill.config.models import Domain
from refill.config.reasons import in_words
from refill.quarantine.read import Quarantine, SetAside
from refill.sheets.files import Table
from refill.sheets.place import check_path, write_file

OWN_COLUMNS = ("_domain", "_file", "_sheet", "_row", "_reasons")


def export(held: Quarantine, path: Path, force: bool, on_progress: Callable[[str], None]) -> dict[str, int]:
    """Write the rows that `held` yields to `path`, and return their number by domain.

    The file appears complete or not at all. One that is there is replaced only with `force`. Raise UsageError for a
    path or a choice of domains that cannot be, Refused where the file is there or its format cannot hold the rows.
    """
    check_path(path, [domain.name for domain in held.domains], force, "domain. Choose it with --domain")
    totals = {domain.name: held.total(domain) for domain in held.domains}
    tables = [_table(held, domain, totals[domain.name], on_progress) for domain in held.domains]
    write_file(path, tables, force)
    return totals


def _table(held: Quarantine, domain: Domain, count: int, on_progress: Callable[[str], None]) -> Table:
    columns = held.columns(domain)

    def rows() -> Iterator[list[str]]:
        on_progress(domain.name)
        words: dict[str, str] = {}
        for row in held.rows(domain):
            cells = row.cells
            yield [*_place(row, domain, words), *[cells.get(column) or "" for column in columns]]

    return Table(domain.name, [*OWN_COLUMNS, *columns], rows(), count, lambda row: f"{row[1]} {row[2]} row {row[3]}")


def _place(row: SetAside, domain: Domain, words: dict[str, str]) -> list[str]:
    for reason in row.reasons:
        if reason not in words:
            words[reason] = in_words(reason, domain)
    reasons = "; ".join(words[reason] for reason in row.reasons) or in_words("", domain)
    reasons = f"cell {row.cell}: {reasons}" if row.cell else reasons
    return [row.domain, row.file, row.sheet, str(row.row), reasons]

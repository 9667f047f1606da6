"""Rows that are set aside, in a file of their own: csv or xlsx, whole or not at all."""

import errno
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from refill.config.models import Domain
from refill.errors import RefillError, Refused, UsageError
from refill.quarantine.files import Table, write_csv, write_xlsx
from refill.quarantine.read import Quarantine, SetAside
from refill.quarantine.reasons import READY, in_words

OWN_COLUMNS = ("_domain", "_file", "_sheet", "_row", "_reasons")
WRITERS = {".csv": write_csv, ".xlsx": write_xlsx}


def export(held: Quarantine, path: Path, force: bool, on_progress: Callable[[str], None]) -> dict[str, int]:
    """Writes the rows that `held` yields to `path`, and gives their number by domain.

    The file appears complete or not at all. One that is there is replaced only with `force`. Raises UsageError for a
    path or a choice of domains that cannot be, Refused where the file is there or its format cannot hold the rows.
    """
    writer = check_path(path, held.domains, force)
    totals = {domain.name: held.total(domain) for domain in held.domains}
    tables = [_table(held, domain, totals[domain.name], on_progress) for domain in held.domains]
    try:
        with _in_place(path, force) as unfinished:
            writer(unfinished, tables)
    except OSError as error:
        raise RefillError(f"{path} cannot be written: {error.strerror or error}. Nothing is left of it.") from error
    return totals


def check_path(path: Path, domains: Sequence[Domain], force: bool) -> Callable[[Path, Sequence[Table]], None]:
    """What writes such a file."""
    if path.suffix.lower() not in WRITERS:
        raise UsageError(f"{path}: name a file that ends in .csv or .xlsx.")
    if path.suffix.lower() == ".csv" and len(domains) != 1:
        raise UsageError(
            f"{path}: a csv file holds the rows of one domain. Choose it with --domain, or export to an .xlsx file, "
            f"which has a sheet for each. There are: {', '.join(domain.name for domain in domains) or 'none'}."
        )
    if not path.parent.is_dir():
        raise UsageError(f"{path}: there is no folder {path.parent}. Make it first.")
    if path.is_dir():
        raise UsageError(f"{path} is a folder. Name a file.")
    if not force and os.path.lexists(path):
        raise _there(path)
    return WRITERS[path.suffix.lower()]


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
    reasons = "; ".join(words[reason] for reason in row.reasons) or READY
    return [row.domain, row.file, row.sheet, str(row.row), reasons]


@contextmanager
def _in_place(path: Path, force: bool) -> Iterator[Path]:
    """A name for a file in a folder beside `path`. The file moves to `path` when the block has ended well; the folder
    goes in any case, with all that is left in it."""
    with TemporaryDirectory(prefix=f".{path.name[:40]}.", dir=path.parent) as folder:
        unfinished = Path(folder) / path.suffix
        yield unfinished
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        if force:
            os.replace(unfinished, path)
        else:
            _name(unfinished, path)


def _name(unfinished: Path, path: Path) -> None:
    """Gives the file its name, unless somebody else has taken it meanwhile."""
    try:
        os.link(unfinished, path)
    except FileExistsError:
        raise _there(path) from None
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS):
            raise
        # a file system without hard links
        if os.path.lexists(path):
            raise _there(path) from None
        os.rename(unfinished, path)


def _there(path: Path) -> Refused:
    return Refused(f"{path} is there already. Choose another name, or replace it with --force.")

"""The place of an exported file: complete or not at all, and over another only where that is asked for."""

import errno
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from refill.errors import RefillError, Refused, UsageError
from refill.sheets.files import Table, write_csv, write_xlsx

WRITERS = {".csv": write_csv, ".xlsx": write_xlsx}


def check_path(path: Path, tables: Sequence[str], force: bool, choice: str) -> None:
    """Raise UsageError for a path that cannot be, or a format that cannot hold the tables; Refused for a file there.

    `choice` says how to choose one table, such as `domain. Choose it with --domain`.
    """
    if path.suffix.lower() not in WRITERS:
        raise UsageError(f"{path}: name a file that ends in .csv or .xlsx.")
    if path.suffix.lower() == ".csv" and len(tables) != 1:
        raise UsageError(
            f"{path}: a csv file holds the rows of one {choice}, or export to an .xlsx file, which has a sheet for "
            f"each. There are: {', '.join(tables) or 'none'}."
        )
    if not path.parent.is_dir():
        raise UsageError(f"{path}: there is no folder {path.parent}. Make it first.")
    if path.is_dir():
        raise UsageError(f"{path} is a folder. Name a file.")
    if not force and os.path.lexists(path):
        raise _there(path)


def write_file(path: Path, tables: Sequence[Table], force: bool) -> None:
    """Write the tables to a path that `check_path` has accepted. Raise Refused where the file is there now, or where
    its format cannot hold the tables.
    """
    writer: Callable[[Path, Sequence[Table]], None] = WRITERS[path.suffix.lower()]
    try:
        with _in_place(path, force) as unfinished:
            writer(unfinished, tables)
    except OSError as error:
        raise RefillError(f"{path} cannot be written: {error.strerror or error}. Nothing is left of it.") from error


@contextmanager
def _in_place(path: Path, force: bool) -> Iterator[Path]:
    """Yield a name for a file in a folder beside `path`. Move the file to `path` when the block has ended well; remove
    the folder in any case, with all that is left in it.
    """
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
    """Move the file to its name, unless another program has taken that name meanwhile."""
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

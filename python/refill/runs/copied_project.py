"""A copy of a project for dbt to work in, where what it is to build is not what lies in the project."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from refill.database.embedded.processes import PROCESSES
from refill.generate.write import PARSED

COPIED = ("config", "models", "snapshots")  # where refill writes
LEFT_OUT = (".git", ".refill", ".venv", "dbt_packages", "logs", "target")


@contextmanager
def copied(root: Path) -> Iterator[Path]:
    """A folder in which the project `root` stands once more, gone when the block ends.

    The folders that refill writes to are copies, all else are links; dbt remembers there what it has parsed here. What
    a killed process has left of an earlier copy is removed.
    """
    prefix = f"refill-copy-{hashlib.sha256(os.fsencode(root)).hexdigest()[:12]}-"
    _remove_orphans(prefix)
    with tempfile.TemporaryDirectory(prefix=f"{prefix}{os.getpid()}-") as folder:
        copy = Path(folder).resolve()
        for entry in root.iterdir():
            if entry.name in COPIED and entry.is_dir():
                shutil.copytree(entry, copy / entry.name, ignore_dangling_symlinks=True)
            elif entry.name not in LEFT_OUT:
                (copy / entry.name).symlink_to(entry)
        if (root / "dbt_packages").is_dir():
            (copy / "dbt_packages").mkdir()
            for package in (root / "dbt_packages").iterdir():
                (copy / "dbt_packages" / package.name).symlink_to(package.resolve())
        if (root / PARSED).is_file():
            (copy / PARSED).parent.mkdir()
            shutil.copy2(root / PARSED, copy / PARSED)
        yield copy


def _remove_orphans(prefix: str) -> None:
    """Removes the copies whose process is not there any more."""
    for folder in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        pid = folder.name.removeprefix(prefix).partition("-")[0]
        if not (PROCESSES / pid).exists() and not folder.is_symlink():
            shutil.rmtree(folder, ignore_errors=True)


def give_back_compiled(copy: Path, root: Path) -> None:
    """Puts what dbt has compiled in the copy where it would have put it in the project: `refill verify` reads it."""
    compiled = Path("target", "compiled")
    if (copy / compiled).is_dir():
        shutil.copytree(copy / compiled, root / compiled, dirs_exist_ok=True)

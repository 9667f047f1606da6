"""The place of a run: the project and its database, or a copy and a transaction that is rolled back."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from psycopg2.extensions import connection as Connection

from refill.config.models import BackfillMode, Config
from refill.database.connection import connect
from refill.database.embedded.processes import PROCESSES
from refill.database.rehearsal import Rehearsal, rehearsal
from refill.database.target import Target
from refill.generate.write import PARSED, write
from refill.project.fingerprint import project_state
from refill.project.project import Project
from refill.runs.dbt import Build, dbt

COPIED = ("config", "models", "snapshots")  # the folders that refill writes to
LEFT_OUT = (".git", ".refill", ".venv", "dbt_packages", "logs", "target")


@dataclass(frozen=True)
class WorkFolder:
    """`folder` is the project's root, or that of a copy, in which the models are generated and dbt works.

    `mode`: the mode of every foreign key in this run, before the YAML's. `rehearsed`: the database stays as it is.
    """

    project: Project
    target: Target
    folder: Path
    mode: BackfillMode | None
    rehearsed: bool

    def generate(self, config: Config) -> list[str]:
        """Bring the generated files of the folder up to date; return how those of the project differ from the YAML."""
        changes = write(self.folder, config)
        _ = self.state  # before the mode of one run changes the models
        if self.mode is not None:
            write(self.folder, with_mode(config, self.mode))
        return changes

    @cached_property
    def state(self) -> str:
        """The hash of all that a build depends on, by the YAML, whatever the mode of this run."""
        return project_state(self.folder)

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """Yield a connection for the run, closed at its end."""
        connection = rehearsal(self.target) if self.rehearsed else connect(self.target)
        try:
            yield connection
        finally:
            if isinstance(connection, Rehearsal):
                connection.end()
            else:
                connection.close()

    def build(self, connection: Connection, models: Sequence[str], on_node: Callable[[str], None]) -> Build:
        """Run `dbt build` with these arguments, for the run that `connection` is of."""
        rehearsed = connection if isinstance(connection, Rehearsal) else None
        build = dbt(
            self.project,
            self.target,
            ["build", *models],
            on_node,
            folder=self.folder,
            rehearsal=rehearsed,
            results="--select" not in models,
        )
        if self.mode is not None and not self.rehearsed:
            give_back_compiled(self.folder, self.project.root)
        return build


@contextmanager
def work_folder(project: Project, target: Target, mode: BackfillMode | None, rehearsed: bool) -> Iterator[WorkFolder]:
    """Yield the project itself, or a copy of it, gone when the block ends, where the project must stay as it is."""
    if mode is None and not rehearsed:
        yield WorkFolder(project, target, project.root, mode, rehearsed)
    else:
        with copied(project.root) as folder:
            yield WorkFolder(project, target, folder, mode, rehearsed)


def with_mode(config: Config, mode: BackfillMode) -> Config:
    """Return the configuration in which every foreign key of every domain has this mode, and no other."""
    domains = {}
    for name, domain in config.domains.items():
        keys = tuple(key.model_copy(update={"mode": (mode,)}) for key in domain.foreign_keys)
        domains[name] = domain.model_copy(update={"foreign_keys": keys})
    return config.model_copy(update={"domains": domains})


@contextmanager
def copied(root: Path) -> Iterator[Path]:
    """Yield a folder with a second copy of the project `root`, gone when the block ends.

    The folders that refill writes to are copies, all else are links; dbt remembers there what it has parsed here.
    Remove the rest of an earlier copy that a killed process has left.
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
    """Remove the copies whose process is not there any more."""
    for folder in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        pid = folder.name.removeprefix(prefix).partition("-")[0]
        if not (PROCESSES / pid).exists() and not folder.is_symlink():
            shutil.rmtree(folder, ignore_errors=True)


def give_back_compiled(copy: Path, root: Path) -> None:
    """Move the files that dbt has compiled in the copy to their place in the project: `refill verify` reads them."""
    compiled = Path("target", "compiled")
    if (copy / compiled).is_dir():
        shutil.copytree(copy / compiled, root / compiled, dirs_exist_ok=True)

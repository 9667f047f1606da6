"""The wheel, and an environment with it alone."""

import site
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ..support.servers import REPOSITORY

PROGRAMS = Path(sys.executable).parent


@dataclass(frozen=True)
class Installed:
    """An environment with the wheel; a folder beside it for projects."""

    wheel: Path
    environment: Path
    folder: Path

    @property
    def packages(self) -> Path:
        return next(self.environment.glob("lib/python*/site-packages"))

    def call(self, name: str, *arguments: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
        """A program of the environment, from a shell with next to nothing exported."""
        exported = {"PATH": f"{self.environment / 'bin'}:/usr/bin:/bin", "HOME": str(self.folder), "PWD": str(cwd)}
        return subprocess.run(
            [str(self.environment / "bin" / name), *arguments],
            cwd=cwd,
            env=exported,
            capture_output=True,
            text=True,
            timeout=120,
        )


@pytest.fixture(scope="module")
def installed() -> Iterator[Installed]:
    """The wheel in an environment of its own. What it depends on is that of the running environment, which has its own
    refill: a path leads there, and the path file of the editable refill is not read behind it."""
    with tempfile.TemporaryDirectory(prefix="refill-test-") as made:
        folder = Path(made)
        folder.chmod(0o755)
        _done([str(PROGRAMS / "hatchling"), "build", "-t", "wheel", "-d", made])
        found = Installed(next(folder.glob("*.whl")), folder / "environment", folder)
        venv.create(found.environment, symlinks=True)
        python = found.environment / "bin" / "python"
        _done(
            [
                str(PROGRAMS / "uv"),
                "pip",
                "install",
                "-q",
                "--offline",
                "--no-deps",
                "--python",
                str(python),
                str(found.wheel),
            ]
        )
        (found.packages / "dependencies.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
        yield found


def _done(command: list[str]) -> None:
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr

"""The job as a process that can be killed: a fork of this one, which has imported refill and dbt already.

Importing dbt takes longer than a small run. No thread may live in this process, or the forks could inherit a lock.
"""

import os
import select
import signal
import sys
import threading
import time
import traceback
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import dbt.adapters.postgres  # noqa: F401  # for the forks
from dbt.cli.main import dbtRunner

from refill.cli import app as cli

from . import steps

SECONDS = 120


@dataclass(frozen=True)
class Strike:
    """A strike at the job's own steps: the place and the mode; none by default."""

    at: int | None = None
    mode: str = ""


NOWHERE = Strike()


@dataclass(frozen=True)
class Ended:
    """The end of a job: its exit code, negative for a signal, its output, and its steps on files."""

    code: int
    output: str
    errors: str
    steps: tuple[str, ...]

    @property
    def killed(self) -> bool:
        return self.code == -signal.SIGKILL


@dataclass(frozen=True)
class Running:
    """A job at work: a process group of its own."""

    pid: int
    report: int
    outputs: Path

    def wait(self, seconds: float = SECONDS) -> Ended:
        """Wait for the end. Kill a job that takes too long, and say so in its errors."""
        lines, late = self._read(time.monotonic() + seconds)
        if late:
            os.killpg(self.pid, signal.SIGKILL)
        _, status = os.waitpid(self.pid, 0)
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)  # a group outlives its leader
        said = [(self.outputs / name).read_text("utf-8", "replace") for name in ("stdout", "stderr")]
        hung = f"\nStill running after {seconds} seconds." if late else ""
        return Ended(os.waitstatus_to_exitcode(status), said[0], said[1] + hung, tuple(lines.splitlines()))

    def _read(self, deadline: float) -> tuple[str, bool]:
        """Return the text of the report until it is closed, or until the deadline."""
        read = b""
        with os.fdopen(self.report, "rb", buffering=0) as report:
            while (left := deadline - time.monotonic()) > 0:
                if select.select([report], [], [], left)[0]:
                    data = report.read(1 << 16)
                    if not data:
                        return read.decode(), False
                    read += data
        return read.decode(), True


@dataclass(frozen=True)
class Job:
    """The place where refill runs: a project's root, the environment, and a folder for output and spool files."""

    root: Path
    environment: Mapping[str, str]
    beside: Path

    @property
    def spool(self) -> Path:
        """The TMPDIR of the job: any file left there is a leftover."""
        return self.beside / "tmp"

    def warm_up(self) -> None:
        """Let dbt compile the project in this process: the forks then have the parts that it builds on first use."""
        before, place = dict(os.environ), Path.cwd()
        os.environ.update(self.environment, PWD=str(self.root))
        os.chdir(self.root)
        try:
            outcome = dbtRunner().invoke(["compile", "--log-level", "none", "--quiet"])
            assert outcome.success, outcome.exception
        finally:
            os.chdir(place)
            os.environ.clear()
            os.environ.update(before)

    def start(self, *arguments: str, strike: Strike = NOWHERE) -> Running:
        """Start `refill` with these arguments, in a process group of its own."""
        assert threading.active_count() == 1, threading.enumerate()
        self.spool.mkdir(parents=True, exist_ok=True)
        read, write = os.pipe()
        sys.stdout.flush()
        pid = os.fork()
        if pid == 0:
            os.close(read)
            self._be_the_job(arguments, write, strike)
        os.close(write)
        return Running(pid, read, self.beside)

    def run(self, *arguments: str, strike: Strike = NOWHERE) -> Ended:
        return self.start(*arguments, strike=strike).wait()

    def _be_the_job(self, arguments: tuple[str, ...], report: int, strike: Strike) -> None:
        """Run the job, and never return."""
        code = 70
        try:
            os.setsid()
            for number, name in ((0, os.devnull), (1, "stdout"), (2, "stderr")):
                flags = os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC
                os.dup2(os.open(self.beside / name, flags, 0o644), number)
            os.environ.clear()
            os.environ.update(self.environment, TMPDIR=str(self.spool), PWD=str(self.root))
            os.chdir(self.root)
            sys.argv = ["refill", *arguments]
            steps.watch([self.root, self.spool], report, strike.at, strike.mode)
            cli.main()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        except BaseException:  # as the interpreter does
            traceback.print_exc()
            code = 1
        finally:
            with suppress(OSError):
                sys.stdout.flush()
                sys.stderr.flush()
            os._exit(code)

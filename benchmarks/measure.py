"""One run of one program: its seconds, the processor time of client and server, the memory of the client."""

import contextlib
import json
import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from benchmarks.server import Server

INTERVAL = 0.2  # seconds between two looks at the memory


class Failed(Exception):
    """A program of the benchmark ended with an error; the message is the end of what it said."""


@dataclass(frozen=True)
class Run:
    """Seconds and bytes. `server_cpu` is None for a server on another machine.

    `stages` are wall seconds by name, `sql` the same of their statements alone, where these are known. `figures` are
    what else was counted after it.
    """

    wall: float
    client_cpu: float
    server_cpu: float | None
    client_peak: int
    stages: dict[str, float] = field(default_factory=dict)
    sql: dict[str, float] = field(default_factory=dict)
    figures: dict[str, float] = field(default_factory=dict)
    answer: Any = None  # the JSON document that the program printed

    @property
    def cpu(self) -> float | None:
        """Seconds of client and server together."""
        return None if self.server_cpu is None else self.client_cpu + self.server_cpu

    @property
    def words(self) -> str:
        server = "" if self.server_cpu is None else f" + {self.server_cpu:.2f}"
        return f"{self.wall:.2f} s, CPU {self.client_cpu:.2f}{server} s, {self.client_peak / 2**20:.0f} MB"


def measure(command: Sequence[str], environment: Mapping[str, str], folder: Path, server: Server) -> Run:
    """Run a program to its end. Its processor time includes that of its children, once they have ended.

    Raise Failed where its exit code is not 0.
    """
    before, start = server.cpu(), time.monotonic()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=out, stderr=errors)
        peak = _Peak(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - start
        peak.stop()
        out.seek(0)
        errors.seek(0)
        said = out.read().decode()
        if process.returncode:
            raise Failed(f"{' '.join(command)}: exit code {process.returncode}\n{_why(said, errors.read().decode())}")
    answer = json.loads(said) if said.startswith("{") else None
    after = server.cpu()
    return Run(
        wall=wall,
        client_cpu=usage.ru_utime + usage.ru_stime,
        server_cpu=None if before is None or after is None else after - before,
        client_peak=peak.bytes,
        stages=answer.get("benchmark_stages", {}) if answer else {},
        answer=answer,
    )


def _why(said: str, errors: str) -> str:
    """Return the reason of a failure in a program's output: the refusals in refill's document, else the end."""
    if not said.startswith("{"):
        return (said + errors)[-2000:]
    answer = json.loads(said)
    wrong = [one for name in ("files", "sources", "gates") for one in answer.get(name, []) if _is_wrong(one)]
    return "\n".join(map(str, answer.get("errors", []) + wrong)) or said[-2000:]


def _is_wrong(one: dict[str, Any]) -> bool:
    return one.get("ok") is False or one.get("status") in ("refused", "failed")


class _Peak:
    """The most memory that a program and its children had at one time, looked at every INTERVAL, first more often.

    The kernel knows the most that one process alone had, at any time.
    """

    def __init__(self, pid: int) -> None:
        self.bytes = 0
        self._process = psutil.Process(pid)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        pause = INTERVAL / 32
        while not self._ended.wait(pause):
            pause = min(pause * 2, INTERVAL)
            with contextlib.suppress(psutil.NoSuchProcess):
                family = [self._process, *self._process.children(recursive=True)]
                held = [_resident(process.pid) for process in family]
                self.bytes = max(self.bytes, sum(now for now, _ in held), *(most for _, most in held))


def _resident(pid: int) -> tuple[int, int]:
    """Return bytes that a process holds now, and the most that it ever held; zeros once it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0, 0
    found = dict(line.split(":", 1) for line in lines)
    now, most = (int(found.get(name, "0").split()[0]) * 1024 for name in ("VmRSS", "VmHWM"))
    return now, most

"""The server's processes. Only a live PostgreSQL that works in the right folder is taken for the server."""

import contextlib
import os
import signal
import time
from pathlib import Path

PROCESSES = Path("/proc")
STOP_SECONDS = 60


def running_server(data: Path) -> int | None:
    """Return the pid of the server that runs on the data folder, unless another program has that pid now."""
    return _server_in(_first_number(data / "postmaster.pid"), data)


def ghost_server(socket_lock: Path) -> int | None:
    """Return the pid of the server that holds a socket but has lost its data folder, with a deleted project."""
    return _server_in(_first_number(socket_lock), None)


def orphans(data: Path) -> list[int]:
    """Return the pids of processes that a killed server left at work on the data folder."""
    numbers = [int(path.name) for path in PROCESSES.glob("[0-9]*")]
    return [pid for pid in numbers if _server_in(pid, data) is not None]


def stop_server(pid: int, data: Path | None, how: signal.Signals) -> bool:
    """Stop the server. Return True if it has ended in time."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, how)
    deadline = time.monotonic() + STOP_SECONDS
    while _server_in(pid, data) is not None:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _server_in(pid: int | None, data: Path | None) -> int | None:
    """Return `pid` for a live PostgreSQL that works in the folder `data`, or with None in a deleted folder."""
    if pid is None:
        return None
    try:
        os.kill(pid, 0)
        if not (PROCESSES / "self").exists():  # not Linux: trust the pid of a live process of this user
            return pid if data is not None else None
        if (PROCESSES / str(pid) / "comm").read_text() != "postgres\n":
            return None
        there = (PROCESSES / str(pid) / "cwd").stat()  # the folder itself, even where another has taken its place
    except OSError:  # gone, a zombie, or of another user
        return None
    if data is None:
        return pid if there.st_nlink == 0 else None
    return pid if os.path.samestat(there, data.stat()) else None


def _first_number(path: Path) -> int | None:
    try:
        return int(path.read_text(encoding="utf-8").splitlines()[0])
    except (OSError, ValueError, IndexError):
        return None

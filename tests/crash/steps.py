"""The job's steps on files: an audit hook in the job's own process numbers each step, and strikes at one of them.

A step opens a file for writing, or renames, removes, links, truncates a file or makes or removes a folder, below the
folders that are watched. Modes:

    before   kill the process group before the step
    torn     open the file as the step would, which may make it or empty it, and kill the process group
    half     let the job write, and kill it when it gets beyond the first 1000 bytes of any file
    full     from this step on every step fails: there is no space left
    limit    let the job live, and fail every write beyond the first 1000 bytes of any file
"""

import errno
import os
import resource
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate")
REMOVES = ("os.remove", "os.rmdir")  # these need no space
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
HALF = 1000


def watch(folders: Sequence[Path], report: int, at: int | None, mode: str) -> None:
    """Install the hook, for as long as the process lives. Each step goes as a line to the descriptor `report`."""
    if mode == "half":
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # Python ignores it; by default it ends the process
    within = tuple(f"{os.path.realpath(folder)}{os.sep}" for folder in folders)
    seen = 0
    striking = False

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal seen, striking
        if striking or not (event == "open" or event in CHANGES):
            return
        path = _path(arguments[1] if event == "os.symlink" else arguments[0])
        if path is None or not path.startswith(within) or (event == "open" and not arguments[2] & WRITES):
            return
        number, seen = seen, seen + 1
        os.write(report, f"{event} {_short(path, within)}\n".encode())
        if at is not None and (number == at or (number > at and mode == "full")):
            striking = mode != "full"
            STRIKES[mode](event, path, arguments)

    sys.addaudithook(hook)


def _path(given: Any) -> str | None:
    """Return the absolute path of a step; None for a descriptor."""
    return os.path.abspath(os.fsdecode(given)) if isinstance(given, str | bytes | os.PathLike) else None


def _short(path: str, within: Sequence[str]) -> str:
    return next(path[len(folder) :] for folder in within if path.startswith(folder))


def _kill(event: str, path: str, arguments: tuple[Any, ...]) -> None:
    os.killpg(0, signal.SIGKILL)


def _tear(event: str, path: str, arguments: tuple[Any, ...]) -> None:
    if event == "open":
        os.close(os.open(path, arguments[2], 0o666))
    os.killpg(0, signal.SIGKILL)


def _halve(event: str, path: str, arguments: tuple[Any, ...]) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (HALF, resource.RLIM_INFINITY))


def _refuse(event: str, path: str, arguments: tuple[Any, ...]) -> None:
    if event not in REMOVES:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)


STRIKES: dict[str, Callable[[str, str, tuple[Any, ...]], None]] = {
    "before": _kill,
    "torn": _tear,
    "half": _halve,
    "full": _refuse,
    "limit": _halve,
}

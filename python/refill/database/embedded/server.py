"""The embedded database: PostgreSQL from the Python wheel, its data in the project, its socket in /tmp.

    .refill/postgres       the data folder, which only the server's user can enter
    .refill/postgres.log   the server's log
    .refill/postgres.lock  held while it is started or stopped

There is no password and no TCP port: a user that can enter the socket's folder is the database's superuser, and only
the owner can. The server outlives the program that starts it. For root the server runs as the user `pgserver`, and the
folders above the project and above the wheel get the permission to be passed through (`o+x`) where it is missing.
"""

import contextlib
import fcntl
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from psycopg2 import sql

from refill.database.connection import connect
from refill.database.embedded.postmaster import START_SECONDS, Postmaster, programs
from refill.database.embedded.processes import STOP_SECONDS, running_server
from refill.database.embedded.socket_folder import link_socket, make_socket_folder, remove_socket_folder, socket_name
from refill.database.embedded.system_user import server_user
from refill.database.target import Target
from refill.errors import RefillError, Refused, UsageError
from refill.project.project import Project

MAINTENANCE_DATABASE = "postgres"


def up(project: Project, target: Target) -> None:
    """Start the server if it is not running, and make the database of `target` if it is not there.

    Safe to call at any time and from several processes at once. Raise Refused where the socket's folder belongs to
    another user, and RefillError, with the end of the server's log, where the server does not start within a minute.
    """
    _only_embedded(target)
    if is_up(project, target):
        return
    with _reading_permissions(), _locked(project):
        server = _postmaster(project)
        sockets = Path(target.host)
        if server.process() is None:
            if not (server.data / "PG_VERSION").exists():
                _prepare(server)
            server.check_version()
            make_socket_folder(sockets, server.user)
            server.start(sockets, target.port)
        else:
            _reach(server, sockets, target.port)
        _ensure_database(target)


def down(project: Project, target: Target) -> None:
    """Stop the server and remove its socket's folder. Do nothing where it is not running."""
    _only_embedded(target)
    with _reading_permissions(), _locked(project):
        server = _postmaster(project)
        folders = {Path(target.host), server.socket_folder() or Path(target.host)}
        server.stop()
        for folder in folders:
            remove_socket_folder(folder, target.port, server.user)


def is_up(project: Project, target: Target) -> bool:
    """Return True if this project's server runs and its database answers."""
    _only_embedded(target)
    if running_server(_data(project)) is None:
        return False
    try:
        connect(target).close()
    except RefillError:
        return False
    return True


def url(target: Target) -> str:
    """Return the address for tools that take one. It holds no password."""
    if target.host.startswith("/"):
        return f"postgresql://{quote(target.user)}@/{quote(target.dbname)}?host={quote(target.host, safe='')}"
    return f"postgresql://{quote(target.user)}@{target.host}:{target.port}/{quote(target.dbname)}"


def psql(target: Target) -> list[str]:
    """Return the command line of PostgreSQL's own shell on this target. The caller passes a password, in PGPASSWORD."""
    return [
        str(programs() / "psql"),
        f"--host={target.host}",
        f"--port={target.port}",
        f"--username={target.user}",
        f"--dbname={target.dbname}",
    ]


def _only_embedded(target: Target) -> None:
    if target.kind != "embedded":
        raise UsageError(f"Target {target.name} is a server of your own: refill does not start or stop it.")


def _data(project: Project) -> Path:
    return project.state_dir.resolve() / "postgres"


def _log(project: Project) -> Path:
    return project.state_dir.resolve() / "postgres.log"


def _postmaster(project: Project) -> Postmaster:
    server = Postmaster(_data(project), _log(project), server_user())
    if server.data.exists() and server.data.stat().st_uid != server.user.uid:
        raise Refused(
            f"{server.data} belongs to user {server.data.stat().st_uid}: another user, perhaps root, made it. Run "
            "refill as that user, or remove the folder and let refill load the files again."
        )
    return server


def _prepare(server: Postmaster) -> None:
    """Make the data folder. The settings are written at each start."""
    if server.data.exists():
        raise Refused(f"{server.data} is there, but is no database. Move it away.")
    server.initialise()


def _reach(server: Postmaster, sockets: Path, port: int) -> None:
    """Make the running server reachable in the folder `sockets`: it was started under another name of the project.

    Start the server anew where its socket is gone: a cleaner of /tmp took it, or the project was moved.
    """
    server.wait_until_ready(lambda: server.process() is None, 0)
    running = server.socket_folder()
    if running is None or not (running / socket_name(port)).exists():
        server.stop()
        make_socket_folder(sockets, server.user)
        server.start(sockets, port)
    elif running != sockets:
        link_socket(sockets, running, port, server.user)


def _ensure_database(target: Target) -> None:
    connection = connect(replace(target, dbname=MAINTENANCE_DATABASE))
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("select 1 from pg_database where datname = %s", [target.dbname])
            if cursor.fetchone() is None:
                cursor.execute(sql.SQL("create database {}").format(sql.Identifier(target.dbname)))
    finally:
        connection.close()


@contextlib.contextmanager
def _locked(project: Project) -> Iterator[None]:
    """Allow one start or stop at a time. Wait for another to end."""
    project.state_dir.mkdir(exist_ok=True)
    deadline = time.monotonic() + START_SECONDS + STOP_SECONDS
    with (project.state_dir / "postgres.lock").open("a") as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise RefillError(f"{lock.name}: held by another refill. Wait for it, or end it.") from None
                time.sleep(0.05)
        yield


@contextlib.contextmanager
def _reading_permissions() -> Iterator[None]:
    """Put the error into words for a file that this user may not touch."""
    try:
        yield
    except PermissionError as error:
        raise RefillError(
            f"{error.filename}: {error.strerror}. The embedded database belongs to another user, or the project's "
            "folder is not yours. Run refill as its owner."
        ) from error

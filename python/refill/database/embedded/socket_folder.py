"""The folder of the Unix socket. It is the lock on the door: the server trusts every user that can open the socket."""

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from refill.database.embedded.system_user import SystemUser
from refill.errors import Refused

LONGEST_FOLDER = 90  # bytes; a socket's whole path may have 107


def make_socket_folder(folder: Path, owner: SystemUser) -> None:
    """Make `folder`, which only `owner` can enter; a folder that is there already must be of that kind.

    /tmp is open to everyone, so nothing that another user may have put there is used: raise Refused.
    """
    if len(os.fsencode(folder)) > LONGEST_FOLDER:
        raise Refused(f"{folder}: too long for the folder of a Unix socket. Shorten `host` in profiles.yml.")
    with contextlib.suppress(FileExistsError):
        os.mkdir(folder, 0o700)
    with _opened(folder, owner) as handle:
        os.fchmod(handle, stat.S_IRWXU)
        if owner.name is not None:
            os.fchown(handle, owner.uid, owner.gid)


def link_socket(folder: Path, running: Path, port: int, owner: SystemUser) -> None:
    """Make `folder` a second door to the server whose socket is in the folder `running`.

    A project that is reached by a symbolic link has two names, and so two socket folders.
    """
    make_socket_folder(folder, owner)
    name = socket_name(port)
    with _opened(folder, owner) as handle:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name, dir_fd=handle)
        os.symlink(running / name, name, dir_fd=handle)


def remove_socket_folder(folder: Path, port: int, owner: SystemUser) -> None:
    """Remove the folder with its socket. Leave a part that cannot be removed: the next start looks at it again."""
    with contextlib.suppress(OSError, Refused):
        with _opened(folder, owner) as handle:
            for name in (socket_name(port), f"{socket_name(port)}.lock"):
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(name, dir_fd=handle)
        folder.rmdir()


@contextlib.contextmanager
def _opened(folder: Path, owner: SystemUser) -> Iterator[int]:
    """Yield the open folder, once it is known to be no link and to belong to `owner` or to the current user."""
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError as error:
        raise Refused(_not_ours(folder, error.strerror or "unreadable")) from None
    try:
        found = os.fstat(handle)
        if found.st_uid not in (owner.uid, os.geteuid()):
            raise Refused(_not_ours(folder, f"it belongs to user {found.st_uid}"))
        yield handle
    finally:
        os.close(handle)


def socket_name(port: int) -> str:
    return f".s.PGSQL.{port}"


def _not_ours(folder: Path, reason: str) -> str:
    return (
        f"{folder}: cannot be used for the database's socket: {reason}. Only a folder of your own is safe there. "
        "If it is a leftover, remove it; else ask its owner."
    )

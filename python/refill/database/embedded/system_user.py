"""The system user that the embedded server runs as: PostgreSQL refuses to run as root."""

import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from refill.errors import RefillError

SERVER_USER = "pgserver"  # the name that the wheel uses too


@dataclass(frozen=True)
class SystemUser:
    """A user of the operating system. `name` is None for the user that runs this process."""

    uid: int
    gid: int
    name: str | None = None

    @property
    def process_options(self) -> dict[str, Any]:
        """The arguments of `subprocess` that start a program as this user."""
        if self.name is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def give(self, path: Path) -> None:
        """Make this user the owner of a file or folder."""
        if self.name is not None:
            os.chown(path, self.uid, self.gid)


def server_user() -> SystemUser:
    """Return the current user; for root, `pgserver`, made if need be."""
    if os.geteuid() != 0:
        return SystemUser(os.geteuid(), os.getegid())
    try:
        entry = pwd.getpwnam(SERVER_USER)
    except KeyError:
        entry = _make_user()
    return SystemUser(entry.pw_uid, entry.pw_gid, entry.pw_name)


def _make_user() -> pwd.struct_passwd:
    # the administrator's folders may be missing in PATH
    program = shutil.which("useradd", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/sbin") or "useradd"
    command = [program, "--system", "--no-create-home", "--shell", "/bin/false", SERVER_USER]
    try:
        subprocess.run(command, stdin=subprocess.DEVNULL, check=True, capture_output=True)
        return pwd.getpwnam(SERVER_USER)
    except (OSError, subprocess.CalledProcessError, KeyError) as error:
        raise RefillError(
            f"PostgreSQL does not run as root, and the user {SERVER_USER} could not be made ({error}). "
            f"Make it (useradd {SERVER_USER}), or run refill as an ordinary user."
        ) from error


def let_pass(path: Path, user: SystemUser) -> None:
    """Let another user through the folders above `path`.

    Only where the server runs as its own user. A folder that others cannot pass gets the one permission for that
    (`o+x`): a program that knows the names of its files and may read them can open them, but it cannot be listed.
    """
    if user.name is None:
        return
    for folder in path.parents:
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            try:
                folder.chmod(mode | stat.S_IXOTH)
            except OSError as error:
                raise RefillError(
                    f"{folder}: user {user.name}, who runs the database, cannot pass through it, and the permission "
                    f"could not be given ({error.strerror}). Run `chmod o+x` on it, or run refill as an ordinary user."
                ) from error


def let_read(tree: Path, user: SystemUser) -> None:
    """Let another user read and run the files of `tree`, where it was installed for its owner alone."""
    if user.name is None or not tree.exists() or tree.stat().st_mode & stat.S_IXOTH:
        return
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(mode | stat.S_IROTH | (stat.S_IXOTH if mode & stat.S_IXUSR else 0))

"""The embedded server starts for every user, everywhere, and lets no other user in."""

import codecs
import contextlib
import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
import time
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from refill.database import embedded
from refill.database.connection import connect
from refill.database.embedded import postmaster
from refill.database.embedded.processes import running_server
from refill.database.target import Target, read_target
from refill.errors import RefillError, Refused
from refill.project.project import Project, find_project

from ..support.patience import wait_until

pytestmark = pytest.mark.slow

PROFILES = Path(__file__).parents[2] / "profiles.yml"


@pytest.fixture
def folder() -> Iterator[Path]:
    """Not pytest's own: each session of pytest shuts the folder that all sessions share against other users."""
    with tempfile.TemporaryDirectory(prefix="refill-test-") as made:
        yield Path(made)


def new_project(root: Path) -> Project:
    root.mkdir(parents=True)
    (root / "dbt_project.yml").write_text("name: example\nprofile: refill\n", encoding="utf-8")
    (root / "profiles.yml").write_bytes(PROFILES.read_bytes())
    return find_project(root)


@contextlib.contextmanager
def stopped_at_the_end(project: Project) -> Iterator[Target]:
    target = read_target(project, "embedded")
    try:
        yield target
    finally:
        embedded.down(project, target)


def answer(target: Target, query: str) -> object:
    connection = connect(target)
    try:
        with connection.cursor() as cursor:
            cursor.execute(query)
            row = cursor.fetchone()
            connection.commit()
            return row and row[0]
    finally:
        connection.close()


def pid(project: Project) -> int:
    found = running_server(project.state_dir / "postgres")
    assert found is not None
    return found


def is_gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def test_it_starts_in_a_long_path_with_spaces_and_chinese_and_starts_twice(folder: Path) -> None:
    project = new_project(folder / "年金 项目 with 'quotes' $HOME `x`" / ("长" * 70) / ("深" * 70))
    with stopped_at_the_end(project) as target:
        assert not embedded.is_up(project, target)
        with ThreadPoolExecutor(2) as two_at_once:
            assert list(two_at_once.map(lambda _: embedded.up(project, target), range(2))) == [None, None]
        first = pid(project)
        embedded.up(project, target)
        assert embedded.is_up(project, target)
        assert pid(project) == first
        assert answer(target, "select current_database() || ' ' || current_setting('server_encoding')") == "refill UTF8"
        assert answer(target, "show listen_addresses") == ""
        assert answer(target, "select split_part(current_setting('server_version'), '.', 1)") == "18"
        assert stat.S_IMODE(os.stat(target.host).st_mode) == 0o700
        shown = subprocess.run([*embedded.psql(target), "-Atc", "show port"], capture_output=True, text=True)
        assert shown.stdout == "5432\n"
        assert embedded.url(target) == f"postgresql://postgres@/refill?host=%2Ftmp%2F{Path(target.host).name}"
    assert is_gone(first)
    assert not Path(target.host).exists()
    assert not embedded.is_up(project, target)
    embedded.down(project, target)


def test_it_recovers_from_a_killed_server_whose_query_goes_on(folder: Path) -> None:
    project = new_project(folder / "p")
    with stopped_at_the_end(project) as target:
        embedded.up(project, target)
        assert answer(target, "create table kept as select 7 as n; select n from kept") == 7
        busy = subprocess.Popen(
            [*embedded.psql(target), "-qc", "select count(*) from generate_series(1, 1e12::bigint)"],
            stderr=subprocess.DEVNULL,
        )
        active = "select count(*) from pg_stat_activity where query like '%1e12%' and state = 'active'"
        wait_until(lambda: answer(target, active) == 2, "the query")
        os.kill(pid(project), signal.SIGKILL)
        embedded.up(project, target)
        assert answer(target, "select n from kept") == 7
        assert busy.wait() != 0


def test_a_stale_pid_file_that_names_another_program_does_not_hinder(folder: Path) -> None:
    project = new_project(folder / "p")
    with stopped_at_the_end(project) as target:
        embedded.up(project, target)
        pid_file = project.state_dir / "postgres" / "postmaster.pid"
        lines = pid_file.read_text(encoding="utf-8").splitlines()
        embedded.down(project, target)
        pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]), encoding="utf-8")
        assert not embedded.is_up(project, target)
        embedded.up(project, target)
        assert embedded.is_up(project, target)


def test_a_project_reached_by_a_symbolic_link_has_the_same_server(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = new_project(folder / "p")
    (folder / "link").symlink_to(project.root)
    with stopped_at_the_end(project) as target:
        embedded.up(project, target)
        first = pid(project)
        monkeypatch.setenv("PWD", str(folder / "link"))
        other = read_target(project)
        assert other.host != target.host
        embedded.up(project, other)
        assert pid(project) == first
        assert answer(other, "select 1") == 1
        assert stat.S_IMODE(os.lstat(other.host).st_mode) == 0o700
        embedded.down(project, other)
        assert not Path(target.host).exists()
        assert not Path(other.host).exists()


def test_a_project_made_anew_in_the_place_of_a_deleted_one_gets_its_own_server(folder: Path) -> None:
    project = new_project(folder / "p")
    with stopped_at_the_end(project) as target:
        embedded.up(project, target)
        answer(target, "create table old as select 1; select 1")
        old = pid(project)
        shutil.rmtree(project.root)
        new_project(folder / "p")
        embedded.up(project, target)
        assert pid(project) != old
        assert answer(target, "select to_regclass('old') is null") is True


def test_a_socket_folder_of_somebody_else_is_refused(folder: Path) -> None:
    project = new_project(folder / "p")
    target = read_target(project, "embedded")
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    Path(target.host).symlink_to(elsewhere)
    try:
        with pytest.raises(Refused, match="cannot be used for the database's socket"):
            embedded.up(project, target)
    finally:
        Path(target.host).unlink()
    if os.geteuid() == 0:
        Path(target.host).mkdir()
        os.chown(target.host, pwd.getpwnam("nobody").pw_uid, -1)
        try:
            with pytest.raises(Refused, match="it belongs to user"):
                embedded.up(project, target)
        finally:
            Path(target.host).rmdir()


def test_a_server_that_cannot_start_shows_the_end_of_its_log(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = new_project(folder / "p")
    with stopped_at_the_end(project) as target:
        embedded.up(project, target)
        embedded.down(project, target)
        with (project.state_dir / "postgres" / "postgresql.conf").open("a", encoding="utf-8") as configuration:
            configuration.write("no_such_setting = 1\n")
        clock = StoppedClock()
        monkeypatch.setattr(postmaster, "time", clock)
        with pytest.raises(RefillError, match=r'did not start.*unrecognized configuration parameter "no_such_setting"'):
            embedded.up(project, target)


class StoppedClock:
    """A clock on which no time-out ever comes: what ends a waiting is then something else."""

    LOOKS = 6000

    def __init__(self) -> None:
        self._looks = 0

    def monotonic(self) -> float:
        return 0.0

    def sleep(self, seconds: float) -> None:
        self._looks += 1
        assert self._looks < self.LOOKS, "the end of the server is not noticed"
        time.sleep(seconds)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_an_ordinary_user_runs_it_without_root(folder: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    folder.chmod(0o755)
    project = new_project(folder / "p")
    os.chown(project.root, nobody.pw_uid, nobody.pw_gid)
    target = read_target(project, "embedded")
    codecs.lookup("ascii")  # what the child reads with: it may not be able to read Python's own folder
    child = os.fork()
    if child == 0:
        os._exit(start_and_stop_as(nobody, project, target))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert (project.state_dir / "postgres").owner() == "nobody"


def start_and_stop_as(user: pwd.struct_passwd, project: Project, target: Target) -> int:
    """For a child process: 0 where all went well."""
    try:
        os.setgroups([])
        os.setgid(user.pw_gid)
        os.setuid(user.pw_uid)
        embedded.up(project, target)
        running = embedded.is_up(project, target)
        embedded.down(project, target)
        return 0 if running and not embedded.is_up(project, target) else 1
    except BaseException:  # a forked child: whatever happens, it must end here and not in pytest
        traceback.print_exc()
        return 2

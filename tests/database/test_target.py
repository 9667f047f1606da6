"""profiles.yml is read as dbt reads it."""

import hashlib
import os
from pathlib import Path

import pytest

from refill.database.connection import connect
from refill.database.target import Target, read_target
from refill.errors import RefillError, Refused, UsageError
from refill.project.project import Project, find_project

PROFILES = Path(__file__).parents[2] / "profiles.yml"
VARIABLES = ("PGHOST", "PGPORT", "PGUSER", "PGPASSWORD", "PGDATABASE", "PGSCHEMA", "PGSSLMODE")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    for name in (*VARIABLES, "DBT_TARGET", "DBT_PROFILES_DIR", "DBT_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "dbt_project.yml").write_text("name: example\nprofile: refill\n", encoding="utf-8")
    (tmp_path / "profiles.yml").write_bytes(PROFILES.read_bytes())
    return find_project(tmp_path)


def embedded(pwd: str) -> Target:
    return Target(
        name="embedded",
        kind="embedded",
        host=f"/tmp/refill-{hashlib.md5(pwd.encode()).hexdigest()[:12]}",
        port=5432,
        user="postgres",
        password="",
        dbname="refill",
        schema="warehouse",
    )


def test_the_default_target_is_the_embedded_one_and_needs_no_variables(project: Project) -> None:
    assert read_target(project) == embedded(str(project.root))


def test_the_socket_is_named_after_the_root_as_the_shell_spells_it(
    project: Project, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = tmp_path_factory.mktemp("links") / "项目 link"
    link.symlink_to(project.root)
    monkeypatch.setenv("PWD", str(link))
    assert read_target(project) == embedded(str(link))
    monkeypatch.setenv("PWD", str(link.parent))
    assert read_target(project) == embedded(str(project.root))


def test_the_server_target_takes_postgresqls_own_variables(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in zip(VARIABLES, ("db", "5433", "u", "s3cret", "d", "s", "require"), strict=True):
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("DBT_TARGET", "server")
    target = read_target(project)
    assert target == Target(
        name="server",
        kind="server",
        host="db",
        port=5433,
        user="u",
        password="s3cret",
        dbname="d",
        schema="s",
        ssl={"sslmode": "require"},
    )
    assert "s3cret" not in repr(target)


@pytest.mark.parametrize(
    ("name", "error", "words"),
    [
        ("server", Refused, "target server, user: the environment variable PGUSER is not set"),
        ("elsewhere", UsageError, "no target 'elsewhere'. Use one of: embedded, server."),
    ],
)
def test_a_target_that_cannot_be_read_says_why(
    project: Project, name: str, error: type[RefillError], words: str
) -> None:
    with pytest.raises(error, match=words):
        read_target(project, name)


def test_profiles_in_another_folder_are_found_as_dbt_finds_them(
    project: Project, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("profiles")
    (project.root / "profiles.yml").rename(folder / "profiles.yml")
    monkeypatch.setenv("HOME", str(folder))
    with pytest.raises(Refused, match=r"No profiles\.yml"):
        read_target(project)
    monkeypatch.setenv("DBT_PROFILES_DIR", str(folder))
    assert read_target(project).name == "embedded"


def test_a_project_is_found_from_any_folder_in_it(project: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    (project.root / "a" / "b").mkdir(parents=True)
    assert find_project(project.root / "a" / "b") == project
    with pytest.raises(Refused, match="refill init"):
        find_project(tmp_path_factory.mktemp("nothing"))


@pytest.mark.slow
def test_a_failed_connection_does_not_show_the_password(project: Project) -> None:
    target = Target("server", "server", "127.0.0.1", 1, "u", "127.0.0.1", "d", "s")
    with pytest.raises(RefillError) as caught:
        connect(target)
    assert "port 1 failed" in str(caught.value)
    assert "PGPASSWORD" in str(caught.value)
    assert 'at "***"' in str(caught.value)


def test_dbt_reads_the_same_address(project: Project) -> None:
    """dbt's own md5 of the folder's name, spelled out: what profiles.yml asks of dbt."""
    text = (project.root / "profiles.yml").read_text(encoding="utf-8")
    assert "local_md5(env_var('PWD'))[:12]" in text
    assert read_target(project).host.endswith(hashlib.md5(os.fsencode(project.root)).hexdigest()[:12])

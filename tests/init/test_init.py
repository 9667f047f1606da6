"""A new project: what `refill init` makes, and that refill works in it. `tests/distribution` does so from the wheel."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from refill.errors import Refused
from refill.generate.new_project import init, project_name, render
from refill.project.package import INSTALLED, link_package

from ..support.servers import REPOSITORY

FILES = [
    ".gitignore",
    "README.md",
    "config/data_sources.yml",
    "config/reference_sources.yml",
    "dbt_project.yml",
    "packages.yml",
    "profiles.yml",
    "reference/.gitkeep",
    "seeds/.gitkeep",
    "selectors.yml",
]


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="refill-test-") as made:
        yield Path(made)


def program(name: str, *arguments: str, cwd: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """A program of the virtual environment, from a shell with next to nothing exported."""
    programs = Path(sys.executable).parent
    exported = {"PATH": f"{programs}:/usr/bin:/bin", "HOME": str(cwd), "PWD": str(cwd), **environment}
    return subprocess.run(
        [str(programs / name), *arguments], cwd=cwd, env=exported, capture_output=True, text=True, timeout=120
    )


def with_the_example(project: Path) -> None:
    """Take the # off the examples in both YAML files, write the seed that they name, and let its policy apply."""
    for name in ("data_sources.yml", "reference_sources.yml"):
        path = project / "config" / name
        path.write_text(uncommented(path.read_text(encoding="utf-8")), encoding="utf-8")
    path = project / "dbt_project.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("\n# ", "\n").replace("\nTake", "\n# Take"), encoding="utf-8"
    )
    (project / "seeds" / "families.csv").write_text("code,name\nF1,Tea\n", encoding="utf-8")


def uncommented(text: str) -> str:
    head, example = text.split("# None yet. An example with every option there is:\n#\n")
    lines = [line.removeprefix("#").removeprefix(" ") for line in example.splitlines()]
    return head + "\n".join(lines[:-1]) + "\n"  # the last line is the empty map


@pytest.mark.slow
def test_a_new_project_holds_the_machinery_and_says_that_nothing_is_configured_yet(folder: Path) -> None:
    done = program("refill", "init", "my shop", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    project = folder / "my shop"
    hidden = {".gitkeep", ".gitignore", ".fingerprint"}
    found = sorted(p for p in project.rglob("*") if p.is_file() and (p.name in hidden or p.name[0] != "."))
    generated = {"models", "config/schema", ".refill", "dbt_packages"}
    shown = [p.relative_to(project).as_posix() for p in found]
    assert [p for p in shown if not p.startswith(tuple(generated))] == FILES
    for command in (["validate"], ["generate"], ["run"]):
        done = program("refill", *command, cwd=project)
        assert (done.returncode, done.stderr) == (0, "")
        assert command == ["generate"] or "Nothing is configured yet" in done.stdout
    assert program("refill", "generate", "--check", cwd=project).returncode == 0


@pytest.mark.parametrize(
    ("folder_name", "name"),
    [
        ("shop", "shop"),
        ("My-Shop 2", "my_shop_2"),
        ("2013", "project_2013"),
        ("年金", "project"),
        ("refill", "refill_project"),
        ("dbt", "dbt_project"),
    ],
)
def test_the_project_is_named_after_its_folder_as_dbt_allows(folder_name: str, name: str) -> None:
    assert project_name(Path(folder_name)) == name
    made = yaml.safe_load(render(name)["dbt_project.yml"])
    assert (made["name"], made["profile"], list(made["models"])) == (name, name, [name])
    assert list(yaml.safe_load(render(name)["profiles.yml"])) == [name]


@pytest.mark.slow
def test_a_folder_that_holds_something_is_refused_and_an_empty_one_is_taken(folder: Path) -> None:
    (folder / "full").mkdir()
    (folder / "full" / "notes.txt").write_text("mine")
    (folder / "file").write_text("mine")
    for name in ("full", "file"):
        done = program("refill", "init", name, cwd=folder)
        assert (done.returncode, done.stderr) == (3, f"refill: {name} is not an empty folder. Name a new one.\n")
    assert [path.name for path in (folder / "full").iterdir()] == ["notes.txt"]
    (folder / "empty").mkdir()
    assert init(folder / "empty") == FILES


def test_a_new_project_has_the_policy_and_the_profile_of_the_example_company() -> None:
    made = render("refill")
    ours = yaml.safe_load((REPOSITORY / "dbt_project.yml").read_text(encoding="utf-8"))
    package = yaml.safe_load((INSTALLED / "dbt_project.yml").read_text(encoding="utf-8"))
    assert yaml.safe_load(made["dbt_project.yml"]) | {"on-run-start": package["on-run-start"]} == ours
    assert made["profiles.yml"] == (REPOSITORY / "profiles.yml").read_text(encoding="utf-8")


def test_links_to_the_macros_are_made_where_they_are_missing_or_lead_nowhere(folder: Path) -> None:
    init(folder / "shop")
    inner, outer = folder / "shop/.refill/dbt", folder / "shop/dbt_packages/refill"
    for link in (inner, outer):
        for spoil in (link.unlink, lambda link=link: (link.unlink(), link.symlink_to(folder / "gone"))):
            spoil()
            link_package(folder / "shop")
            assert (inner.resolve(), outer.resolve()) == (INSTALLED, INSTALLED)


def test_a_package_that_is_somebody_elses_is_refused(folder: Path) -> None:
    init(folder / "shop")
    package = folder / "shop/dbt_packages/refill"
    package.unlink()
    package.mkdir()
    with pytest.raises(Refused, match="refill keeps a link to its macros there"):
        link_package(folder / "shop")


def test_a_project_that_does_not_ask_for_the_package_gets_no_links(folder: Path) -> None:
    init(folder / "shop")
    (folder / "shop/dbt_packages/refill").unlink()
    (folder / "shop/packages.yml").unlink()
    link_package(folder / "shop")
    assert list((folder / "shop/dbt_packages").iterdir()) == []

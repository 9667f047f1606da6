"""What `refill generate` writes, whole: tests/generate/expected/ is a configuration and all that follows from it.

After a change of the generator: REFILL_WRITE_EXPECTED=1 pytest tests/generate, then read the difference.
"""

import os
import shutil
from pathlib import Path

import pytest

from refill.config.load import load_config
from refill.generate import write as writing
from refill.generate.render import FOLDER, render
from refill.generate.write import PARSED, differences, write
from refill.project.fingerprint import RECORD, fingerprint
from refill.runs.work_folder import with_mode

from ..support.effort import calls_of
from ..support.servers import REPOSITORY

EXPECTED = Path(__file__).parent / "expected"
WRITTEN = ("models", "snapshots")


def tree(root: Path) -> dict[str, str]:
    """Every file below `root` as text."""
    return {
        p.relative_to(root).as_posix(): p.read_text(encoding="utf-8") for p in sorted(root.rglob("*")) if p.is_file()
    }


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project that holds nothing but the configuration."""
    shutil.copytree(EXPECTED / "config", tmp_path / "config")
    return tmp_path


def generate(root: Path) -> list[str]:
    return write(root, load_config(root / "config"))


def test_the_whole_output_is_as_written_down(root: Path) -> None:
    generate(root)
    assert (root / RECORD).read_text(encoding="utf-8") == fingerprint(root) + "\n"
    (root / RECORD).unlink()
    for folder in WRITTEN:
        found = tree(root / folder)
        if os.environ.get("REFILL_WRITE_EXPECTED"):
            shutil.rmtree(EXPECTED / folder, ignore_errors=True)
            shutil.copytree(root / folder, EXPECTED / folder)
        expected = tree(EXPECTED / folder)
        assert sorted(found) == sorted(expected)
        for path, text in expected.items():
            assert found[path] == text, path


def test_the_output_does_not_depend_on_the_place_or_on_what_was_there(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    shutil.copytree(root / "config", elsewhere / "config")
    generate(root)
    generate(elsewhere)
    before = tree(root)
    assert tree(elsewhere) == before
    assert generate(root) == []
    assert tree(root) == before


def test_files_that_did_not_change_are_not_written_again(root: Path) -> None:
    generate(root)
    fact = root / FOLDER / "facts" / "fct_loans.sql"
    os.utime(fact, (1, 1))
    (root / FOLDER / "staging" / "stg_loans.sql").write_text("select 1", encoding="utf-8")
    assert generate(root) == [f"differs: {FOLDER}/staging/stg_loans.sql"]
    assert fact.stat().st_mtime == 1


def test_check_lists_what_is_missing_different_and_stale_and_writes_nothing(root: Path) -> None:
    config = load_config(root / "config")
    assert {line.split(":")[0] for line in differences(root, config)} == {"missing"}
    assert not (root / "models").exists()
    write(root, config)
    assert differences(root, config) == []
    stale = root / FOLDER / "facts" / "fct_gone.sql"
    stale.write_text("select 1", encoding="utf-8")
    (root / FOLDER / "facts" / "fct_loans.sql").unlink()
    with (root / FOLDER / "gates" / "_gates.yml").open("a", encoding="utf-8") as gates:
        gates.write("# touched\n")
    assert sorted(differences(root, config)) == [
        f"differs: {FOLDER}/gates/_gates.yml",
        f"missing: {FOLDER}/facts/fct_loans.sql",
        f"stale: {FOLDER}/facts/fct_gone.sql",
    ]
    assert stale.exists()
    write(root, config)
    assert differences(root, config) == []
    assert not stale.exists()


def test_a_domain_that_is_taken_out_takes_its_models_with_it_and_no_hand_written_ones(root: Path) -> None:
    generate(root)
    own = root / "models" / "marts" / "my_mart.sql"
    own.parent.mkdir()
    own.write_text("select 1", encoding="utf-8")
    text = (root / "config" / "data_sources.yml").read_text(encoding="utf-8")
    renamed = text
    for old, new in (("  loans:\n", "  lending:\n"), ("fct_loans", "fct_lending"), ("[loans]", "[lending]")):
        renamed = renamed.replace(old, new)
    (root / "config" / "data_sources.yml").write_text(renamed, encoding="utf-8")
    generate(root)
    assert [path for path in tree(root) if "loans" in path] == []
    assert own.read_text(encoding="utf-8") == "select 1"


def test_two_runs_render_the_same_text() -> None:
    config = load_config(REPOSITORY / "config")
    assert render(config) == render(load_config(REPOSITORY / "config"))


def test_a_generation_that_dies_half_way_leaves_nothing_parsed_that_lacks_its_snapshots(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next one might find all files in place, and would not know that dbt has never seen them."""
    parsed = root / PARSED
    parsed.parent.mkdir()
    parsed.touch()

    def die(half: Path, whole: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", die)
    with pytest.raises(KeyboardInterrupt):
        generate(root)
    assert not parsed.exists()


@pytest.fixture
def used(root: Path) -> Path:
    """A project in which dbt has worked, and whose files are all up to date."""
    (root / "target").mkdir()
    generate(root)
    return root


def test_a_write_renders_nothing_where_all_is_as_the_last_one_left_it(used: Path) -> None:
    config = load_config(used / "config")
    render(config)  # whatever is looked up once in a process
    assert calls_of(lambda: write(used, config)) < calls_of(lambda: render(config)) / 2


@pytest.mark.parametrize("path", ["models/generated/facts/_facts.yml", "config/schema/alerts.schema.json"])
def test_a_generated_file_that_was_edited_removed_or_added_is_put_right(used: Path, path: str) -> None:
    whole = (used / path).read_text(encoding="utf-8")
    (used / path).write_text(whole + "# mine\n", encoding="utf-8")
    assert generate(used) == [f"differs: {path}"]
    (used / path).unlink()
    assert generate(used) == [f"missing: {path}"]
    shutil.copy(used / path, used / f"{path}.sql")
    assert generate(used) == [f"stale: {path}.sql"]
    assert generate(used) == []
    assert (used / path).read_text(encoding="utf-8") == whole


def test_other_yaml_another_mode_and_another_generator_are_seen(used: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = load_config(used / "config")
    assert write(used, with_mode(config, "fill_null_only")) != []
    assert write(used, config) != []
    with (used / "config" / "data_sources.yml").open("a", encoding="utf-8") as file:
        file.write("# a remark\n")
    assert generate(used) == [f"differs: {RECORD}"]
    room = used / "room"
    monkeypatch.setattr(writing, "CODE", (str(room),))
    (room / "more").mkdir(parents=True)
    generate(used)
    (room / "more" / "rule.py").touch()
    asked = calls_of(lambda: generate(used))
    assert asked > calls_of(lambda: generate(used)) * 1.5

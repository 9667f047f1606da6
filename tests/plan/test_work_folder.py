"""A copy of a project is, for dbt, the project."""

import os
from pathlib import Path

from refill.config.load import load_config
from refill.generate.new_project import init
from refill.generate.write import differences, write
from refill.project.fingerprint import project_state
from refill.runs.work_folder import copied, give_back_compiled


def files(root: Path) -> dict[str, str]:
    return {p.relative_to(root).as_posix(): p.read_text(encoding="utf-8") for p in root.rglob("*") if p.is_file()}


def test_a_copy_is_in_the_state_of_the_project_and_what_is_generated_there_stays_there(tmp_path: Path) -> None:
    root = tmp_path / "shop"
    init(root)
    (root / "models" / "own.sql").write_text("select 1 as one\n")
    (root / "target").mkdir()
    (root / "target" / "partial_parse.msgpack").write_bytes(b"parsed")
    (root / "dbt_packages" / "other" / "macros").mkdir(parents=True)
    (root / "dbt_packages" / "other" / "macros" / "one.sql").write_text("{% macro one() %}1{% endmacro %}\n")
    (root / "models" / "generated" / "_sources.yml").unlink()
    before = files(root)
    with copied(root) as copy:
        assert project_state(copy) == project_state(root)
        assert differences(copy, load_config(root / "config")) == ["missing: models/generated/_sources.yml"]
        write(copy, load_config(root / "config"))
        assert differences(copy, load_config(root / "config")) == []
        assert (copy / "target" / "partial_parse.msgpack").read_bytes() == b"parsed"
        (copy / "target" / "compiled").mkdir()
        (copy / "target" / "compiled" / "own.sql").write_text("select 1 as one")
        assert files(root) == before
        give_back_compiled(copy, root)
    assert not copy.exists()
    assert files(root) == before | {"target/compiled/own.sql": "select 1 as one"}


def test_what_a_killed_process_has_left_goes_with_the_next_copy(tmp_path: Path) -> None:
    root = tmp_path / "shop"
    init(root)
    with copied(root) as copy:
        left = copy.with_name(copy.name.replace(f"-{os.getpid()}-", f"-{2**22 + 1}-"))  # no process has this number
        left.mkdir()
        (left / "macros").symlink_to(root / "seeds")
        (root / "seeds" / "kept.csv").write_text("code\n")
        with copied(root) as second:
            assert (copy.is_dir(), second.is_dir(), left.exists()) == (True, True, False)
    assert (root / "seeds" / "kept.csv").exists()

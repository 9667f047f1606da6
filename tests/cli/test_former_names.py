"""`refill validate` prints the edits that bring dbt_project.yml up to date."""

from pathlib import Path

import pytest

from refill.errors import Refused
from refill.project.former_names import former_names

from ..support.project import Project
from .conftest import Refill

EDIT = "dbt_project.yml, line {}: the materialization permanent has a new name. Write +materialized: managed_table"


def test_validate_prints_each_edit_with_its_line_and_goes_on(project: Project, refill: Refill) -> None:
    path = project.root / "dbt_project.yml"
    text = path.read_text(encoding="utf-8").replace("+materialized: managed_table", "+materialized: permanent")
    path.write_text(text, encoding="utf-8")
    lines = [n for n, line in enumerate(text.splitlines(), 1) if "permanent" in line]
    assert len(lines) == 3
    answer = refill("validate", "--json")
    assert (answer.exit_code, answer.document["ok"]) == (0, True)
    assert answer.document["edits"] == [EDIT.format(line) for line in lines]
    assert "\n".join(EDIT.format(line) for line in lines) in refill("validate").out


def test_settings_in_any_form_are_found(tmp_path: Path) -> None:
    (tmp_path / "dbt_project.yml").write_text(
        "# materialized: frozen\nmodels: {mine: {staging: {materialized: 'frozen'}}}\n"
        "vars: [{+materialized: lasting}]\n"
    )
    assert former_names(tmp_path) == [
        "dbt_project.yml, line 2: the materialization frozen has a new name. Write materialized: staging_table",
        "dbt_project.yml, line 3: the materialization lasting has a new name. Write +materialized: replaced_view",
    ]


def test_a_file_that_cannot_be_read_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "dbt_project.yml").write_text("a: [\n")
    with pytest.raises(Refused, match=r"dbt_project\.yml cannot be read: .* Correct the file\."):
        former_names(tmp_path)

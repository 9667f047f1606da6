"""Every command explains itself, with an example."""

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from typer.testing import CliRunner

from refill.cli.app import COMMANDS as SUMMARIES
from refill.cli.app import app, command

COMMANDS = {"run", "validate", "generate", "land", "sync", "status", "verify", "db up", "db down", "db url", "db psql"}
COMMON = ("--project-dir", "--target", "--json", "--quiet", "--no-color", "--verbose")


def leaves(one: Any, path: str) -> Iterator[str]:
    commands = getattr(one, "commands", {})
    yield from (leaf for name, below in commands.items() for leaf in leaves(below, f"{path} {name}"))
    if not commands:
        yield path


ALL = sorted(leaf for name in SUMMARIES for leaf in leaves(command(name), name))


def test_the_commands_of_the_contract_are_there() -> None:
    assert set(ALL) >= COMMANDS


def test_the_summaries_are_what_the_commands_say_of_themselves() -> None:
    said = {name: " ".join(command(name).help.split("\n\n")[0].split()) for name in SUMMARIES}
    assert {name: summary.text for name, summary in SUMMARIES.items()} == said


@pytest.mark.parametrize("arguments", [["--help"], []])
def test_help_lists_every_command_with_its_whole_summary(arguments: list[str]) -> None:
    shown = " ".join(CliRunner().invoke(app, arguments).output.split())
    assert [name for name, summary in SUMMARIES.items() if f"{name} {summary.text}" not in shown] == []


def test_help_imports_nothing_of_what_commands_need() -> None:
    """What one module of `refill` costs to import, --help and each command would pay."""
    asked = "import sys; from refill.cli.app import app; app(['--help'], standalone_mode=False); print(*sys.modules)"
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=60)
    imported = answer.stdout.splitlines()[-1].split()
    own = {name for name in imported if name.startswith("refill")}
    assert own == {"refill", "refill.cli", "refill.cli.app", "refill.errors"}
    assert not {"dbt", "jinja2", "psycopg2", "pydantic", "structlog", "rich.console"} & set(imported)


@pytest.mark.parametrize("path", ALL)
def test_help_says_what_it_does_with_an_example_and_the_common_options(path: str) -> None:
    shown = CliRunner().invoke(app, [*path.split(), "--help"], env={"COLUMNS": "200", "NO_COLOR": "1"})
    assert shown.exit_code == 0
    assert f"Example: refill {path}" in shown.output
    assert [option for option in COMMON if option not in shown.output] == []

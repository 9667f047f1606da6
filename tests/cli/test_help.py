"""Every command explains itself, with an example."""

from collections.abc import Iterator
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from refill.cli.app import app

COMMANDS = {"run", "validate", "generate", "land", "sync", "status", "verify", "db up", "db down", "db url", "db psql"}
COMMON = ("--project-dir", "--target", "--json", "--quiet", "--no-color", "--verbose")


def commands(group: Any, path: str = "") -> Iterator[str]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{path}{name} ")
        else:
            yield path + name


ALL = sorted(commands(typer.main.get_command(app)))


def test_the_commands_of_the_contract_are_there() -> None:
    assert set(ALL) >= COMMANDS


@pytest.mark.parametrize("command", ALL)
def test_help_says_what_it_does_with_an_example_and_the_common_options(command: str) -> None:
    shown = CliRunner().invoke(app, [*command.split(), "--help"], env={"COLUMNS": "200", "NO_COLOR": "1"})
    assert shown.exit_code == 0
    assert f"Example: refill {command}" in shown.output
    assert [option for option in COMMON if option not in shown.output] == []

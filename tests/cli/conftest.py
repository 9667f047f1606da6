"""The command line as a program: one server is enough."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from refill.cli.app import main

from ..support.project import Project
from ..support.servers import Server


@pytest.fixture(scope="session")
def postgres(server: Server) -> Server:
    return server


@dataclass(frozen=True)
class Answer:
    """What a call of the program left behind."""

    exit_code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on stdout. Anything beside it is an error."""
        return json.loads(self.out)


Refill = Callable[..., Answer]


@pytest.fixture
def refill(project: Project, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Refill:
    """Calls the program in the project's root, as `refill("status", "--json")`, on the target `server`."""
    monkeypatch.chdir(project.root)
    monkeypatch.setenv("DBT_TARGET", "server")
    monkeypatch.setenv("COLUMNS", "200")

    def call(*arguments: str) -> Answer:
        monkeypatch.setattr(sys, "argv", ["refill", *arguments])
        capfd.readouterr()
        try:
            main()
            exit_code = 0
        except SystemExit as end:
            exit_code = int(end.code or 0)
        out, err = capfd.readouterr()
        return Answer(exit_code, out, err)

    return call

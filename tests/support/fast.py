"""Which tests are fast: those that need no server, and those of the database's functions, on one small server.

A test is fast unless a fixture of it starts a server, or it says that it is slow. So no one keeps a list. Whatever is
fast by that rule, and reaches for a server or starts the programs all the same, fails and says what to do.
"""

import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg2
import pytest

SERVERS = {"server", "embedded_server", "postgres", "mariadb"}  # the fixtures that start one
PROGRAMS = {"refill", "dbt", "postgres", "initdb", "mariadbd", "hatchling"}
WHAT_TO_DO = "Take a server from the fixtures of tests/conftest.py, or mark the test: pytest.mark.slow."


def mark_fast(items: Sequence[pytest.Item]) -> None:
    """Mark the fast tests as `fast`, by their fixtures; tests of functions have that mark already."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("slow") is None and not fixtures & SERVERS:
            item.add_marker(pytest.mark.fast)
            item.add_marker(pytest.mark.alone)


@contextmanager
def watched(item: pytest.Item) -> Iterator[None]:
    """Inside, a fast test that needs no server gets none."""
    if item.get_closest_marker("alone") is None:
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(psycopg2, "connect", _refuse)
        patch.setattr(subprocess.Popen, "__init__", _but_for_programs(subprocess.Popen.__init__))
        yield


def _refuse(*_: Any, **__: Any) -> None:
    pytest.fail(f"a test that counts as fast connects to a database. {WHAT_TO_DO}")


def _but_for_programs(start: Callable[..., None]) -> Callable[..., None]:
    def checked(process: Any, command: Any, *arguments: Any, **named: Any) -> None:
        words = [command] if isinstance(command, str | Path) else list(map(str, command))
        if any(Path(word).name in PROGRAMS for word in words[:1]):
            pytest.fail(f"a test that counts as fast starts {Path(words[0]).name}. {WHAT_TO_DO}")
        start(process, command, *arguments, **named)

    return checked

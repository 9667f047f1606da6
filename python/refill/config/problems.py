"""The problems of the configuration: one per mistake, each with its place."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from refill.errors import Refused

LONGEST_VALUE = 60


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file, line and column counted from 1, and its path in the YAML (empty for the whole file)."""

    file: str
    line: int
    column: int
    path: str = ""

    def __str__(self) -> str:
        position = f"{self.file}:{self.line}:{self.column}"
        return f"{position}: {self.path}" if self.path else position


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake: its place, and a message that says which values are accepted."""

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class ConfigError(Refused):
    """The configuration is refused. The text lists every problem, in the order of the files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        count = "1 problem" if len(self.problems) == 1 else f"{len(self.problems)} problems"
        super().__init__("\n".join([f"{count} in the configuration:", *map(str, self.problems)]))


def show(value: object) -> str:
    """Return a value as a message shows it: text in quotes, with control and format characters written as escapes."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, dict):
        return "a map"
    shown = repr(value)
    return shown if len(shown) <= LONGEST_VALUE else f"{shown[:LONGEST_VALUE]}…"


def listed(names: Iterable[str]) -> str:
    """Return names for a message, separated by commas."""
    return ", ".join(name if name.isprintable() and name else show(name) for name in names)


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """Return `unknown column 'x'`, the nearest known name where one is close, and all that is accepted."""
    names = list(known)
    accepted = f"Use one of: {listed(names)}." if names else "There is none yet."
    return f"unknown {what} {show(name)}.{did_you_mean(name, names)} {accepted}"


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return the nearest known name as a question with a space before it, or nothing."""
    cutoff = 0.6 if len(name) > 3 else 0.5
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=cutoff)
    return f" Did you mean {show(close[0])}?" if close else ""

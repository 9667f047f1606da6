"""Problems of one domain, table or exposure, each at its place in the YAML."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from refill.config.places import find
from refill.config.problems import Place, Problem, show, unknown
from refill.config.yaml_reader import Node


@dataclass(frozen=True)
class Report:
    """Adds problems of one domain, table or exposure. Locations are the models'; short forms are looked through."""

    node: Node
    problems: list[Problem]

    def place(self, *location: str | int, key: bool = False) -> Place:
        return find(self.node, location).place(key=key)

    def add(self, message: str, *location: str | int, key: bool = False) -> None:
        self.problems.append(Problem(self.place(*location, key=key), message))

    def add_all(self, messages: Iterable[str], *location: str | int, key: bool = False) -> None:
        for message in messages:
            self.add(message, *location, key=key)

    def known(self, what: str, name: str, names: Collection[str], *location: str | int, key: bool = False) -> bool:
        """Return True if `name` is one of `names`; if not, add the problem."""
        if name not in names:
            self.add(unknown(what, name, names), *location, key=key)
        return name in names

    def distinct(self, what: str, names: Sequence[str], *location: str | int) -> None:
        """Refuse a name that a list holds twice."""
        for index, name in enumerate(names):
            if name in names[:index]:
                self.add(f"{what} {show(name)} stands here twice. Keep one.", *location, index)

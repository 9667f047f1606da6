"""Defaults: merged into each domain or table before it is checked.

Scalars and lists replace, maps merge, and a list whose items all read `+x` extends the inherited list.
"""

from __future__ import annotations

from dataclasses import replace

from refill.config.problems import Problem
from refill.config.yaml_reader import Node

BUILT_IN = Node({"null_tokens": Node([Node("", "", 0, 0), Node("\\N", "", 0, 0)], "", 0, 0)}, "", 0, 0)
"""The defaults of a domain without defaults in the YAML: an empty cell is null."""
NOTHING = Node({}, "", 0, 0)
"""The defaults of a table without defaults in the YAML."""


def merged(inherited: Node | None, own: Node, problems: list[Problem]) -> Node:
    """Lay `own` over `inherited`. Each value keeps the place where it was written."""
    if isinstance(own.value, dict):
        above = inherited.value if inherited and isinstance(inherited.value, dict) else {}
        values = {key: merged(above.get(key), node, problems) for key, node in own.value.items()}
        return replace(own, value={**above, **values})
    if isinstance(own.value, list):
        above_items = inherited.value if inherited and isinstance(inherited.value, list) else []
        return replace(own, value=_items(above_items, own.value, own, problems))
    return own


def _items(inherited: list[Node], items: list[Node], own: Node, problems: list[Problem]) -> list[Node]:
    added = [replace(node, value=str(node.value)[1:]) for node in items if _adds(node)]
    if not added:
        return items
    if len(added) < len(items):
        message = (
            "some items begin with + and some do not. Begin all with + to extend the defaults, or none to replace."
        )
        problems.append(Problem(own.place(), message))
    return [*inherited, *added]


def _adds(node: Node) -> bool:
    return isinstance(node.value, str) and len(node.value) > 1 and node.value.startswith("+")

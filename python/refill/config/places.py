"""From a place in the models to the place in the YAML, short forms included."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from refill.config.yaml_reader import Node

Location = tuple[str | int, ...]

SHORT_FORMS = {
    "source_columns": "source_column",
    "target_keys": "target_key",
    "keys": "key",
    "columns": "column",
    "backfill_columns": "derive_columns",
    "sources": "source",
    "on_missing": "allow_auto_register",
}
"""The fields that have a short form, and its name."""


def find(node: Node, location: Iterable[str | int]) -> Node:
    """Return the node at `location` below `node`: the deepest one that the YAML has."""
    segments = list(location)
    for index, segment in enumerate(segments):
        value = node.value
        if isinstance(value, dict) and isinstance(segment, str):
            following = segments[index + 1] if index + 1 < len(segments) else None
            below = _member(value, segment, following)
            if below is None:
                return node
            node = below if below is not value else node
        elif isinstance(value, list) and isinstance(segment, int) and segment < len(value):
            node = value[segment]
    return node


def _member(value: dict[str, Node], segment: str, following: str | int | None) -> Any:
    """Return the member of `segment`; `value` itself if it is a union's tag; None if there is no such member."""
    short = value.get(SHORT_FORMS.get(segment, ""))
    if segment == "backfill_columns" and isinstance(following, int) and short is not None:
        given = value[segment].value if segment in value else []
        offset = following - (len(given) if isinstance(given, list) else 0)
        if offset >= 0 and isinstance(short.value, list) and offset < len(short.value):
            return short.value[offset]
    if segment in value:
        return value[segment]
    if short is not None:
        return short
    tag = value.get("type")
    return value if tag is not None and tag.value == segment else None

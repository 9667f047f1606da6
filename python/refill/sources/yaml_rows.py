"""YAML with every plain value as the text that it has there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

PLAIN_NULLS = ("", "~")


def parse(payload: bytes) -> Any:
    """Return the content: lists, maps, and scalars as texts; None for one that is empty, and for a plain `~`.

    Raise ValueError, with the line, for other text, a name that a map has twice, `<<`, anchors and aliases.
    """
    try:
        events: Iterator[Any] = yaml.parse(payload, Loader=yaml.CBaseLoader)
        for event in events:
            if getattr(event, "anchor", None) is not None:
                raise ValueError(
                    f"line {_line(event)}: &{event.anchor} or *{event.anchor} names a value that is written elsewhere. "
                    "Write each value where it is used"
                )
        node = yaml.compose(payload, Loader=yaml.CBaseLoader)
    except UnicodeDecodeError as error:
        raise ValueError(f"byte {error.start + 1} is no UTF-8") from None
    except yaml.YAMLError as error:
        raise ValueError(" ".join(str(error).split())) from None
    except RecursionError:
        raise ValueError("lists or maps are too deep inside each other") from None
    return None if node is None else _content(node)


def _line(at: Any) -> int:
    return int(at.start_mark.line) + 1


def _content(node: Any) -> Any:
    if isinstance(node, yaml.SequenceNode):
        return [_content(item) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return _map(node)
    return None if not node.value or (not node.style and node.value in PLAIN_NULLS) else node.value


def _map(node: yaml.MappingNode) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in node.value:
        line = _line(key)
        if not isinstance(key, yaml.ScalarNode):
            raise ValueError(f"line {line}: a name must be a text")
        if key.value == "<<":
            raise ValueError(f"line {line}: << takes over another map, and is not read. Write its values")
        if key.value in made:
            raise ValueError(f"line {line}: {key.value!r} is there twice. Keep one")
        made[key.value] = _content(value)
    return made

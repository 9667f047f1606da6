"""From a place in the models to the place in the YAML, short forms included."""

from __future__ import annotations

import types
from collections.abc import Iterable
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from refill.config.models import Domain, Exposure, ForeignKey, ReferenceTable, RefForeignKey
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

_SHORT_KEYS: dict[type[BaseModel], tuple[str, ...]] = {
    ForeignKey: ("source_column", "target_key", "derive_columns", "allow_auto_register"),
    ReferenceTable: ("key", "source"),
    RefForeignKey: ("column",),
}
_NAMED_BY_KEY = (Domain, ReferenceTable, Exposure)


def find(node: Node, location: Iterable[str | int]) -> Node:
    """The node at `location` below `node`: the deepest one that the YAML has."""
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
    """The member that `segment` means; `value` itself if it is a union's tag; None if there is no such member."""
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


def accepted_keys(model: type[BaseModel], location: Iterable[str | int]) -> list[str]:
    """The keys that the map at `location` below `model` may have, short forms included."""
    at: Any = model
    for segment in location:
        at = _step(at, segment)
    for candidate in _alternatives(at):
        if isinstance(candidate, type) and issubclass(candidate, BaseModel):
            names = [n for n in candidate.model_fields if not (n == "name" and candidate in _NAMED_BY_KEY)]
            return [*names, *_SHORT_KEYS.get(candidate, ())]
    return []


def _step(annotation: Any, segment: str | int) -> Any:
    for candidate in _alternatives(annotation):
        origin = get_origin(candidate)
        if origin is dict:
            return get_args(candidate)[1]
        if origin is tuple:
            return get_args(candidate)[0]
        if isinstance(candidate, type) and issubclass(candidate, BaseModel):
            fields = candidate.model_fields
            if segment in fields:
                return fields[str(segment)].annotation
            if "type" in fields and segment in _tags(fields["type"].annotation):
                return candidate
    return None


def _alternatives(annotation: Any) -> tuple[Any, ...]:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _alternatives(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        return tuple(inner for part in get_args(annotation) for inner in _alternatives(part))
    return (annotation,)


def _tags(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation) if get_origin(annotation) is Literal else ()

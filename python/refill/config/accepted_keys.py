"""The keys that a map of the YAML may have, by the models, short forms included."""

from __future__ import annotations

import types
from collections.abc import Iterable
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from refill.config.models import Domain, Exposure, ForeignKey, ReferenceTable, RefForeignKey

_SHORT_KEYS: dict[type[BaseModel], tuple[str, ...]] = {
    ForeignKey: ("source_column", "target_key", "derive_columns", "allow_auto_register"),
    ReferenceTable: ("key", "source"),
    RefForeignKey: ("column",),
}
_NAMED_BY_KEY = (Domain, ReferenceTable, Exposure)


def accepted_keys(model: type[BaseModel], location: Iterable[str | int]) -> list[str]:
    """Return the keys that the map at `location` below `model` may have, short forms included."""
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

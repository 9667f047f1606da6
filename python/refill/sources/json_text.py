"""JSON with every value as the text that it has there."""

from __future__ import annotations

import json
from typing import Any


class Digits(str):
    """A number, as it is written."""

    __slots__ = ()


def parse(payload: bytes) -> Any:
    """Return the content, with numbers as Digits. Raise ValueError, with the place of a mistake and no content."""
    try:
        return json.loads(
            payload.decode("utf-8-sig"),
            parse_float=Digits,
            parse_int=Digits,
            parse_constant=_no_constant,
            object_pairs_hook=_object,
        )
    except UnicodeDecodeError as error:
        raise ValueError(f"byte {error.start} is no UTF-8") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"line {error.lineno}, column {error.colno}: {error.msg}") from None
    except RecursionError:
        raise ValueError("lists or objects are too deep inside each other") from None


def text(value: Any) -> str | None:
    """Return a value of parsed JSON as a cell. Lists and objects stay JSON, in which numbers keep their digits too."""
    if value is None or isinstance(value, str):
        return value
    return _written(value)


def _no_constant(name: str) -> str:
    raise ValueError(f"{name} is no value of JSON: write null")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("an object has a name twice")
    return made


def _written(value: Any) -> str:
    if isinstance(value, Digits):
        return str(value)
    if isinstance(value, dict):
        members = (f"{json.dumps(name, ensure_ascii=False)}: {_written(item)}" for name, item in value.items())
        return f"{{{', '.join(members)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    return json.dumps(value, ensure_ascii=False)

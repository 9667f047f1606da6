"""From YAML nodes to models. Mistakes that pydantic finds are reported in plain words, with their place."""

from __future__ import annotations

import re
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from refill.config.accepted_keys import accepted_keys
from refill.config.places import SHORT_FORMS, Location, find
from refill.config.problems import Problem, did_you_mean, listed, show, unknown
from refill.config.yaml_reader import Node

M = TypeVar("M", bound=BaseModel)


def modelled(model: type[M], node: Node, name: str | None, problems: list[Problem]) -> M | None:
    """Return `node` as a `model`, called `name` where it has one, or None with its problems added."""
    data = node.plain()
    if not isinstance(data, dict):
        problems.append(Problem(node.place(), f"{show(data)}: use a map of keys and values."))
        return None
    before = len(problems)
    if name is not None and "name" in data and isinstance(node.value, dict):
        message = "unknown key 'name'. The name is the key above it."
        problems.append(Problem(node.value["name"].place(key=True), message))
    try:
        result = model.model_validate(data if name is None else {**data, "name": name})
    except ValidationError as error:
        details = [detail for detail in error.errors(include_url=False) if not _follows(detail)]
        problems.extend(_problem(model, node, detail) for detail in details)
        return None
    return result if len(problems) == before else None


def _follows(detail: ErrorDetails) -> bool:
    """Return True for a list that is too short only because its items are wrong: those are reported already."""
    return detail["type"] == "too_short" and bool(detail["input"])


def _problem(model: type[BaseModel], node: Node, detail: ErrorDetails) -> Problem:
    location: Location = detail["loc"]
    kind = detail["type"]
    if kind == "missing":
        field = str(location[-1])
        short = SHORT_FORMS.get(field)
        field = short if short in accepted_keys(model, location[:-1]) else field
        return Problem(find(node, location[:-1]).place(key=True), f"{field} is missing.")
    if kind == "extra_forbidden":
        known = accepted_keys(model, location[:-1])
        return Problem(find(node, location).place(key=True), unknown("key", str(location[-1]), known))
    return Problem(find(node, location).place(), _message(kind, detail))


_EXPECTED = {
    "string_type": "use text",
    "bool_type": "use true or false",
    "int_type": "use a whole number",
    "float_type": "use a number",
    "tuple_type": "use a list, such as [a, b]",
    "dict_type": "use a map, such as {a: b}",
    "model_type": "use a map, such as {a: b}",
    "model_attributes_type": "use a map, such as {type: …}",
}


def _message(kind: str, detail: ErrorDetails) -> str:
    value: Any = detail["input"]
    context: dict[str, Any] = detail.get("ctx", {})
    if kind == "string_type" and isinstance(value, bool | int | float):
        return f'{show(value)} is not text here. Put it in quotes: "{show(value)}".'
    if kind in _EXPECTED:
        return f"{show(value)}: {_EXPECTED[kind]}."
    if kind == "literal_error":
        return _choice("value", value, str(context["expected"]))
    if kind == "union_tag_invalid":
        return _choice("type", str(context["tag"]), str(context["expected_tags"]))
    if kind == "union_tag_not_found":
        return "type is missing."
    if kind == "too_short":
        return "empty: at least one is needed."
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = f"at least {context['ge']}" if "ge" in context else f"at most {context['le']}"
        return f"{show(value)}: use a number of {bound}."
    text = detail["msg"].removeprefix("Value error, ")
    return text if text.endswith((".", "?")) else f"{text}."


def _choice(what: str, value: Any, expected: str) -> str:
    names = re.findall(r"'([^']*)'", expected)
    if isinstance(value, str):
        return unknown(what, value, names)
    return f"{show(value)}: use one of: {listed(names)}.{did_you_mean(show(value), names)}"

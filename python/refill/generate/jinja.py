"""Python values as Jinja source, as a person would type the arguments of a macro call."""

from dataclasses import dataclass
from textwrap import wrap
from typing import Any

WIDTH = 110
SPACE = "\ue000"  # replaces the spaces inside a name while its line is filled
JOIN_RUN = "{{ refill.join_run() }}"  # the hook of nodes that dbt itself materializes: seeds and snapshots


@dataclass(frozen=True)
class Expression:
    """A piece of Jinja that is written as it is, such as a ref()."""

    text: str


def ref(model: str) -> Expression:
    return Expression(f"ref('{model}')")


def authoritative(landing: str) -> Expression:
    """Return the query of a landing model, for a model that contains it."""
    return Expression(f"refill.authoritative('{landing}')")


def authoritative_sources(landing: str) -> Expression:
    """Return the sources of a landing model, for a model that makes CTEs of it."""
    return Expression(f"refill.authoritative_sources('{landing}')")


def source(schema: str, name: str) -> Expression:
    return Expression(f"source('{schema}', '{name}')")


def call(macro: str, arguments: dict[str, Any]) -> str:
    """Return a macro call over several lines, one argument each. Leave out arguments that are None."""
    lines = [f"    {name}={literal(value, 1)}" for name, value in arguments.items() if value is not None]
    return "{{ " + macro + "(\n" + ",\n".join(lines) + "\n) }}\n"


def literal(value: Any, depth: int = 0) -> str:
    """Return `value` on one line, else one item a line (plain texts fill their lines), four spaces a level."""
    flat = _flat(value)
    if len(flat) + 4 * depth <= WIDTH or not isinstance(value, list | dict) or not value:
        return flat
    inner, outer = "    " * (depth + 1), "    " * depth
    if isinstance(value, dict):
        items = [f"{_flat(key)}: {literal(item, depth + 1)}" for key, item in value.items()]
        return "{\n" + "".join(f"{inner}{item},\n" for item in items) + outer + "}"
    if all(isinstance(item, str) for item in value):
        lines = wrap(
            ", ".join(_flat(item).replace(" ", SPACE) for item in value),
            WIDTH,
            break_long_words=False,
            break_on_hyphens=False,
        )
        return "[\n" + "".join(f"{inner}{line.replace(SPACE, ' ')}\n" for line in lines) + outer + "]"
    return "[\n" + "".join(f"{inner}{literal(item, depth + 1)},\n" for item in value) + outer + "]"


def _flat(value: Any) -> str:
    if isinstance(value, Expression):
        return value.text
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_flat(k)}: {_flat(v)}" for k, v in value.items()) + "}"
    return "[" + ", ".join(_flat(item) for item in value) + "]"

"""Closed, frozen types, and the types that columns have."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from refill.config.problems import listed, unknown


class Frozen(BaseModel):
    """A closed type: unknown keys are refused, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


TypeKind = Literal["text", "month", "date", "timestamp", "integer", "numeric", "boolean", "json"]
TYPE_PATTERN = re.compile(r"numeric\((\d{1,3}), *(\d{1,3})\)")
SIMPLE_TYPES = ("text", "month", "date", "timestamp", "integer", "boolean")
TYPE_NAMES = (*SIMPLE_TYPES, "numeric(p,s)", "json (reference tables only)")

SQL_TYPES = {
    "month": "date",
    "integer": "bigint",
    "json": "jsonb",
    "moment": "timestamp with time zone",
    "names": "text[]",
}


def sql_type(kind: str) -> str:
    """Return the PostgreSQL type of a kind, of refill's own `moment` and `names` too. A month is its first day."""
    return SQL_TYPES.get(kind, kind)


class DataType(Frozen):
    """A column's type. `precision` and `scale` are set for numeric only; `json` is for reference tables only."""

    kind: TypeKind
    precision: int | None = None
    scale: int | None = None

    @property
    def sql(self) -> str:
        """The PostgreSQL type."""
        return sql_type(str(self))

    def __str__(self) -> str:
        return f"numeric({self.precision},{self.scale})" if self.kind == "numeric" else self.kind


def parse_type(value: Any) -> Any:
    """Return `numeric(18,4)` and the plain names as a DataType; refuse anything else, with the list."""
    if isinstance(value, DataType):
        return value
    text = value if isinstance(value, str) else ""
    if text in SIMPLE_TYPES or text == "json":
        return DataType(kind=text)  # type: ignore[arg-type]  # the membership test above is the proof
    match = TYPE_PATTERN.fullmatch(text)
    if match and 1 <= int(match[1]) <= 1000 and int(match[2]) <= int(match[1]):
        return DataType(kind="numeric", precision=int(match[1]), scale=int(match[2]))
    if re.fullmatch(r"numeric\(\d+", text):
        raise ValueError(f'unknown type {value!r}. Inside {{…}} a type with a comma goes in quotes: "{text},4)"')
    raise ValueError(unknown("type", text, TYPE_NAMES) if text else f"use one of: {listed(TYPE_NAMES)}")


def type_alone(value: Any) -> Any:
    """Read the short form of a column: `计划代码: text` for `计划代码: {type: text}`."""
    if isinstance(value, str):
        return {"type": value}
    if isinstance(value, dict | BaseModel):
        return value
    raise ValueError("use a type, such as text, or a map, such as {type: text}")


Case = Literal["upper", "lower"]

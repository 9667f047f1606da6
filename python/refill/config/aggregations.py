"""The origin of one attribute of a derived row in the facts: a closed list of aggregations."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StrictBool, field_validator

from refill.config.types import Frozen


class First(Frozen):
    type: Literal["first"] = "first"


class Last(Frozen):
    type: Literal["last"]


class MaxBy(Frozen):
    type: Literal["max_by"]
    order_column: str


class MinBy(Frozen):
    type: Literal["min_by"]
    order_column: str


class Mode(Frozen):
    type: Literal["mode"]


class ConcatDistinct(Frozen):
    type: Literal["concat_distinct"]
    separator: str = "+"
    sort: StrictBool = True


class CountDistinct(Frozen):
    type: Literal["count_distinct"]


class Sum(Frozen):
    type: Literal["sum"]


class Min(Frozen):
    type: Literal["min"]


class Max(Frozen):
    type: Literal["max"]


class Constant(Frozen):
    type: Literal["constant"]
    value: str | int | float | bool

    @field_validator("value", mode="before")
    @classmethod
    def _scalar(cls, value: Any) -> Any:
        if isinstance(value, str | int | float | bool):
            return value
        raise ValueError("use text, a number, true or false")


class Template(Frozen):
    type: Literal["template"]
    template: str


class JsonAppend(Frozen):
    type: Literal["json_append"]
    template: str


Aggregation = Annotated[
    First
    | Last
    | MaxBy
    | MinBy
    | Mode
    | ConcatDistinct
    | CountDistinct
    | Sum
    | Min
    | Max
    | Constant
    | Template
    | JsonAppend,
    Field(discriminator="type"),
]

SOURCELESS = ("constant", "template", "json_append")


class BackfillColumn(Frozen):
    """How one attribute of a derived row comes from the facts. `source` is absent for constants and templates."""

    source: str | None = None
    target: str
    optional: StrictBool = False
    aggregation: Aggregation = First()

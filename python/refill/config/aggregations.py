"""The aggregations that make an attribute of a derived row from the facts: a closed list, one class each.

A class has all of its aggregation that Python knows: its YAML, its input and result, its words, the arguments of the
macro `aggregate_<type>`, and the fact rows that explain a value. docs/extending.md lists the other files to touch.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, auto
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import Field, StrictBool, field_validator

from refill.config.types import DataType, Frozen, TypeKind

Columns = Mapping[str, DataType]
"""The types of a domain's columns, by name."""

Order = tuple[tuple[str, Literal["asc", "desc"]], ...]
FIRST: Order = (("_batch_id", "asc"), ("_row_number", "asc"))
LAST: Order = (("_batch_id", "desc"), ("_row_number", "desc"))

NUMBERS: tuple[TypeKind, ...] = ("numeric", "integer")
ORDERED: tuple[TypeKind, ...] = (*NUMBERS, "date", "month", "timestamp")
BRACES = re.compile(r"\{([^{}]*)\}")


class Behind(Enum):
    """Which rows of a key explain a value."""

    ONE_ROW = auto()  # the first in `order` that has the value
    ALL_ROWS = auto()  # all that have a value at all
    ANY_ROW = auto()  # any: the value is in none of them
    ROW_PER_COLUMN = auto()  # for each column of the template the first that has a value
    ROWS_WITH_TEXT = auto()  # those of which the template makes an element of the list


class Rule(Frozen):
    """The default of an aggregation: it reads one column, and one row has its value."""

    type: str
    has_source: ClassVar[bool] = True
    takes: ClassVar[tuple[TypeKind, ...] | None] = None  # kinds of source; None for all
    takes_instead: ClassVar[str] = ""  # what an error advises where a source is none of those
    gives: ClassVar[TypeKind | None] = None  # None for the kind of its source
    says: ClassVar[str]  # its words, with {source} and its own fields
    behind: ClassVar[Behind] = Behind.ONE_ROW
    compares: ClassVar[bool] = False  # its macro sorts by the source, and must know where that is text

    @property
    def order(self) -> Order:
        """Return the order in which rows explain the value."""
        return FIRST

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns that it reads besides its source, as the YAML names them."""
        return ()

    def words(self, source: str | None) -> str:
        """Return a value in words, for dbt's documentation."""
        return self.says.format(source=source, **dict(self))

    def arguments(self, columns: Columns) -> dict[str, Any]:  # noqa: ARG002  # those of some types are about columns
        """Return the arguments of the macro besides the source."""
        return {name: value for name, value in self if name != "type"}


class First(Rule):
    type: Literal["first"] = "first"
    says = "the first {source}"


class Last(Rule):
    type: Literal["last"]
    says = "the last {source}"

    @property
    def order(self) -> Order:
        return LAST


class Ordered(Rule):
    """The value of the row with the largest or smallest number, date or moment."""

    order_column: str

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.order_column,)

    def arguments(self, columns: Columns) -> dict[str, Any]:
        return {"by": self.order_column, "by_type": str(columns[self.order_column])}


class MaxBy(Ordered):
    type: Literal["max_by"]
    says = "{source} of the row with the largest {order_column}"

    @property
    def order(self) -> Order:
        return ((self.order_column, "desc"), *FIRST)


class MinBy(Ordered):
    type: Literal["min_by"]
    says = "{source} of the row with the smallest {order_column}"

    @property
    def order(self) -> Order:
        return ((self.order_column, "asc"), *FIRST)


class Mode(Rule):
    type: Literal["mode"]
    says = "the most frequent {source}"
    compares = True


class ConcatDistinct(Rule):
    type: Literal["concat_distinct"]
    separator: str = "+"
    sort: StrictBool = True
    gives = "text"
    says = "the distinct {source} joined by {separator!r}"
    behind = Behind.ALL_ROWS


class CountDistinct(Rule):
    type: Literal["count_distinct"]
    gives = "integer"
    says = "the number of distinct {source}"
    behind = Behind.ALL_ROWS


class Sum(Rule):
    type: Literal["sum"]
    takes = NUMBERS
    takes_instead = "Only numbers have a sum."
    says = "the sum of {source}"
    behind = Behind.ALL_ROWS


class Extreme(Rule):
    """The smallest or the largest value."""

    takes = (*ORDERED, "text")
    takes_instead = "Use first, last or mode."
    compares = True


class Min(Extreme):
    type: Literal["min"]
    says = "the smallest {source}"


class Max(Extreme):
    type: Literal["max"]
    says = "the largest {source}"


class Constant(Rule):
    type: Literal["constant"]
    value: str | int | float | bool
    has_source = False
    says = "the constant {value}"
    behind = Behind.ANY_ROW

    @field_validator("value", mode="before")
    @classmethod
    def _scalar(cls, value: Any) -> Any:
        if isinstance(value, str | int | float | bool):
            return value
        raise ValueError("use text, a number, true or false")

    def arguments(self, columns: Columns) -> dict[str, Any]:
        text = str(self.value)
        return super().arguments(columns) | {"value": text.lower() if isinstance(self.value, bool) else text}


class Templated(Rule):
    """The result of a template, a text with {column} for the columns of a row."""

    template: str
    has_source = False
    says = "the text {template}"

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(BRACES.findall(self.template))


class Template(Templated):
    type: Literal["template"]
    gives = "text"
    behind = Behind.ROW_PER_COLUMN


class JsonAppend(Templated):
    type: Literal["json_append"]
    gives = "json"
    behind = Behind.ROWS_WITH_TEXT


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
RULES: dict[str, type[Rule]] = {
    get_args(rule.model_fields["type"].annotation)[0]: rule for rule in get_args(get_args(Aggregation)[0])
}
"""The classes by their types."""


class BackfillColumn(Frozen):
    """How one attribute of a derived row comes from the facts. `source` is absent for constants and templates."""

    source: str | None = None
    target: str
    optional: StrictBool = False
    aggregation: Aggregation = First()

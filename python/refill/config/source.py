"""The interface of every kind of authoritative source: settings in the YAML, and rows to be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, ClassVar, Literal

from pydantic import Field, StrictBool, StrictFloat, StrictInt

from refill.config.report import Report
from refill.config.types import Frozen
from refill.errors import RefillError, Refused

KINDS = "refill.sources"  # the group of entry points that names the kinds; a package of its own may add one
DECISIONS = "manual"  # the name of the stewards' decisions among the sources of a table
Strategy = Literal["full_replace", "incremental", "merge"]


class Unavailable(Refused):
    """A source that returns nothing now: unreachable, hanging, or refusing its credentials. Runs go on without it."""


class Guard(Frozen):
    min_rows: StrictInt = Field(default=1, ge=0)
    max_retire_ratio: StrictFloat = Field(default=0.2, ge=0, le=1)


@dataclass(frozen=True)
class Request:
    """The rows that a sync asks of a source.

    `wanted` are names of the source's columns. `cursor` and `since` are set where the strategy is incremental and an
    earlier sync has left a mark: only rows whose cursor is `since` or later, or null, are needed.
    """

    root: Path
    wanted: tuple[str, ...]
    cursor: str | None = None
    since: str | None = None


@dataclass
class Reading:
    """The rows of a source. `chunks` are csv lines in UTF-8 with the fields of `columns`; null is an empty field.

    `offered` are all columns that the source has. `fingerprint`: while it is the same, so are the rows. `types` maps
    columns to their kinds (text, integer, numeric, …) where the source knows them. `high_water` is the largest cursor
    in the source, of the same moment as the rows; it is known when the chunks are at their end.
    """

    offered: list[str]
    columns: list[str]
    chunks: Iterator[bytes]
    fingerprint: str | None = None
    types: dict[str, str] = field(default_factory=dict)
    high_water: str | None = None


class Source(Frozen):
    """One authoritative source of a reference table. A setting that is missing here is that of the table."""

    type: str
    name: str | None = Field(default=None, description="Tells several sources of one table apart.")
    columns: dict[str, str] = Field(default={}, description="source: target, where the names differ.")
    required: StrictBool = Field(default=False, description="A run stops where this source cannot be read.")
    strategy: Strategy | None = Field(default=None, description="The table's, if it is not given here.")
    cursor: str | None = Field(default=None, description="For incremental: the column that says what is new.")
    guard: Guard | None = Field(
        default=None, description="Refuses an empty or half-empty source. Default: the table's."
    )
    schedule: str | None = Field(default=None, description="When to sync. Default: the table's.")

    on_change: ClassVar[bool] = False  # True if it is cheap to ask whether the rows have changed
    has_own_columns: ClassVar[bool] = False  # True if it may have columns, such as a cursor, that the table lacks
    is_decided: ClassVar[bool] = False  # True if its rows are decisions in the ledger: nothing is read

    @property
    def label(self) -> str:
        """The name of the source in messages."""
        raise NotImplementedError

    @property
    def description(self) -> str:
        """The origin of the rows: a sentence for the documentation."""
        raise NotImplementedError

    @property
    def dbt_seed(self) -> str | None:
        """The seed that dbt loads for it; None where `refill sync` brings its rows."""
        return None

    def check(self, report: Report, at: tuple[str | int, ...]) -> None:
        """Add the mistakes in the settings, at their place in the YAML."""

    def open(self, request: Request) -> AbstractContextManager[Reading]:
        """Return the source's rows, as long as the context is open.

        Raise Unavailable where the source does not answer, and Refused where it cannot be read as the YAML says.
        Messages name the source and never a secret.
        """
        raise NotImplementedError


@cache
def kinds() -> tuple[type[Source], ...]:
    """Return the kinds that are installed, by name: the entry points of the group `refill.sources`.

    Raise RefillError for a kind that two packages bring, and where there is none.
    """
    found: dict[str, Any] = {}
    for point in entry_points(group=KINDS):
        if point.name in found and found[point.name] != point.load():
            raise RefillError(
                f"Source type {point.name}: two packages bring it, and {point.value} is one of them. Remove one."
            )
        found[point.name] = point.load()
    if not found:
        raise RefillError("No kind of source is installed: the entry points of refill are missing. Install it again.")
    return tuple(kind for _, kind in sorted(found.items()))

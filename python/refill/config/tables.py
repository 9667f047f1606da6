"""The types of reference_sources.yml: reference tables and the sources of their authoritative rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Union

from pydantic import Field, StrictFloat, StrictInt, field_validator, model_validator

from refill.config.source import Guard, Source, Strategy, kinds
from refill.config.types import Case, DataType, Frozen, parse_type, type_alone

if TYPE_CHECKING:
    AnySource = Source
else:
    AnySource = Annotated[Union[kinds()], Field(discriminator="type")]  # noqa: UP007  # as many as there are


class RefColumn(Frozen):
    type: DataType
    case: Case | None = None
    description: str | None = None

    _type = field_validator("type", mode="before")(parse_type)
    _short_form = model_validator(mode="before")(type_alone)


class Review(Frozen):
    """When the derived rows of a table are too many, too much work, or too old: dbt warns."""

    max_derived_ratio: StrictFloat = Field(default=0.1, ge=0, le=1)
    max_open: StrictInt = Field(default=1000, ge=0)
    max_age_days: StrictInt = Field(default=30, ge=0)


class RefForeignKey(Frozen):
    """A foreign key between reference tables."""

    columns: tuple[str, ...] = Field(min_length=1)
    target_table: str

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        return _listed(value, "column", "columns")


class ReferenceTable(Frozen):
    """A reference table. Of several `sources` an earlier one goes before a later one."""

    name: str
    description: str | None = None
    model: str
    keys: tuple[str, ...] = Field(min_length=1)
    columns: dict[str, RefColumn] = Field(min_length=1)
    sources: tuple[AnySource, ...] = ()
    strategy: Strategy = "full_replace"
    cursor: str | None = None
    guard: Guard = Guard()
    schedule: str | None = None
    review: Review = Review()
    depends_on: tuple[str, ...] = ()
    foreign_keys: tuple[RefForeignKey, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        return _listed(_listed(value, "key", "keys"), "source", "sources")

    @field_validator("sources")
    @classmethod
    def _without_none(cls, value: tuple[Source, ...]) -> tuple[Source, ...]:
        return tuple(source for source in value if source.type != "none")

    @property
    def short(self) -> str:
        """The ASCII name that its models share: `annuity_plan` for `dim_annuity_plan`."""
        return self.model.removeprefix("dim_")

    @property
    def compared(self) -> frozenset[str]:
        """The columns whose values are compared with others: the key, references to other tables, those with a case."""
        above = {column for key in self.foreign_keys for column in key.columns}
        return frozenset({*self.keys, *above, *(name for name, column in self.columns.items() if column.case)})

    @property
    def snapshot(self) -> str:
        """The dbt snapshot that keeps its history."""
        return f"snap_{self.short}"

    @property
    def synced(self) -> tuple[Source, ...]:
        """The sources that have a landing table."""
        return tuple(source for source in self.given if source.dbt_seed is None)

    @property
    def given(self) -> tuple[Source, ...]:
        """The sources without the decisions of stewards."""
        return tuple(source for source in self.sources if not source.is_decided)

    def with_decisions(self) -> ReferenceTable:
        """Return the table with the decisions of stewards as its last source, unless the YAML has a place for them."""
        if any(source.is_decided for source in self.sources):
            return self
        (manual,) = (kind for kind in kinds() if kind.is_decided)
        return self.model_copy(update={"sources": (*self.sources, manual.model_validate({"type": "manual"}))})

    @property
    def retires(self) -> bool:
        """True if a key that is in no source any more is retired: every source is complete."""
        return bool(self.given) and all(self.settled(one).strategy == "full_replace" for one in self.given)

    def landing(self, source: Source) -> str:
        """Return the landing table of a source."""
        return f"{self.short}__{source.name}" if source.name else self.short

    def settled(self, source: Source) -> Source:
        """Return the source with the table's settings in place of those that it lacks."""
        given = {name: getattr(source, name) or getattr(self, name) for name in ("strategy", "cursor", "schedule")}
        return source.model_copy(update={**given, "guard": source.guard or self.guard})


def _listed(value: Any, short: str, long: str) -> Any:
    """Return the list that the short form, its one member, means."""
    if not isinstance(value, dict) or short not in value:
        return value
    if long in value:
        raise ValueError(f"{short} and {long} are both given: keep one of them")
    return {**{name: given for name, given in value.items() if name != short}, long: [value[short]]}

"""What reference_sources.yml says: reference tables and where their authoritative rows come from."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StrictFloat, StrictInt, field_validator, model_validator

from refill.config.types import Case, DataType, Frozen, parse_type, type_alone


class RefColumn(Frozen):
    type: DataType
    case: Case | None = None
    description: str | None = None

    _type = field_validator("type", mode="before")(parse_type)
    _short_form = model_validator(mode="before")(type_alone)


class TableSource(Frozen):
    """A table of another database. Its address and secrets come from the environment, under `connection`_…"""

    type: Literal["mysql", "postgres"]
    connection: str
    table: str
    columns: dict[str, str] = Field(default={})


class FileSource(Frozen):
    """A file below the project; the ending says the format: yaml, json, csv, xlsx or parquet."""

    type: Literal["file"]
    path: str
    sheet: str | None = None
    encoding: str | None = None
    columns: dict[str, str] = Field(default={})


class HttpSource(Frozen):
    type: Literal["http"]
    connection: str
    path: str
    columns: dict[str, str] = Field(default={})


class SeedSource(Frozen):
    type: Literal["seed"]
    seed: str
    columns: dict[str, str] = Field(default={})


class NoSource(Frozen):
    type: Literal["none"] = "none"


Source = Annotated[TableSource | FileSource | HttpSource | SeedSource | NoSource, Field(discriminator="type")]


class Guard(Frozen):
    min_rows: StrictInt = Field(default=1, ge=0)
    max_retire_ratio: StrictFloat = Field(default=0.2, ge=0, le=1)


class RefForeignKey(Frozen):
    """A foreign key between reference tables."""

    columns: tuple[str, ...] = Field(min_length=1)
    target_table: str

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        if isinstance(value, dict) and "column" in value:
            value = dict(value)
            if "columns" in value:
                raise ValueError("column and columns are both given: keep one of them")
            value["columns"] = [value.pop("column")]
        return value


class ReferenceTable(Frozen):
    name: str
    description: str | None = None
    model: str
    keys: tuple[str, ...] = Field(min_length=1)
    columns: dict[str, RefColumn] = Field(min_length=1)
    source: Source = NoSource()
    strategy: Literal["full_replace", "incremental", "merge"] = "full_replace"
    cursor: str | None = None
    guard: Guard = Guard()
    schedule: str | None = None
    depends_on: tuple[str, ...] = ()
    foreign_keys: tuple[RefForeignKey, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        if isinstance(value, dict) and "key" in value:
            value = dict(value)
            if "keys" in value:
                raise ValueError("key and keys are both given: keep one of them")
            value["keys"] = [value.pop("key")]
        return value

    @property
    def short(self) -> str:
        """The ASCII name that its models share: `annuity_plan` for `dim_annuity_plan`."""
        return self.model.removeprefix("dim_")

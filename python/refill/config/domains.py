"""The types of data_sources.yml: domains, their files, columns and foreign keys."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import Field, StrictBool, StrictInt, field_validator, model_validator

from refill.config.aggregations import BackfillColumn
from refill.config.problems import show
from refill.config.types import Case, DataType, Frozen, parse_type, type_alone
from refill.text.folding import fold, header_key

TOTAL_TEXTS = ("合计", "小计", "总计")


class TotalRows(Frozen):
    """Rows that add up others, which are no facts: one of `columns` holds one of `texts`, compared after folding."""

    columns: tuple[str, ...] = Field(min_length=1)
    texts: tuple[str, ...] = Field(default=TOTAL_TEXTS, min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _columns_alone(cls, value: Any) -> Any:
        return {"columns": value} if isinstance(value, list) else value


class Files(Frozen):
    """The place where a domain's files arrive, and the rules that choose among them.

    `root` is relative to the project. `path` is a folder below it and may hold `{YYYYMM}`; below `path`, there may be
    version folders V1, V2, … (`versions: highest_number`: the highest that holds a match wins).
    """

    root: str = "data"
    path: str = "."
    patterns: tuple[str, ...] = Field(min_length=1)
    exclude: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    header_row: Annotated[StrictInt, Field(ge=1)] | Literal["auto"] | None = None
    header_rows: tuple[Annotated[StrictInt, Field(ge=1)], ...] = Field(default=(), max_length=10)
    merged_cells: Literal["set_aside", "fill"] = "set_aside"
    on_many: Literal["error", "newest", "all"] = "error"
    versions: Literal["highest_number", "none"] = "none"
    encoding: str | None = None
    delimiter: str | None = None
    total_rows: TotalRows | None = None


class Fact(Frozen):
    """The table of facts. `indexes`: the indexes that its readers' queries need, a column or several for each."""

    model: str
    table: str
    indexes: tuple[str | tuple[str, ...], ...] = ()

    @property
    def indexed(self) -> tuple[tuple[str, ...], ...]:
        """Return the columns of each index."""
        return tuple((given,) if isinstance(given, str) else given for given in self.indexes)


class Load(Frozen):
    mode: Literal["append", "replace_scope"] = "append"
    scope: tuple[str, ...] = ()


AGE = r"([1-9][0-9]{0,2}) (days?|weeks?|months?|years?)"
FOREVER = "forever"


class Retain(Frozen):
    """The time that raw rows are kept once their batch is loaded: an age such as `24 months`, None for ever."""

    raw: str | None = Field(default=None, json_schema_extra={"pattern": f"^({AGE}|{FOREVER})$"})

    @field_validator("raw")
    @classmethod
    def _is_age(cls, value: str | None) -> str | None:
        if value is None or value == FOREVER:
            return None
        if not re.fullmatch(AGE, value):
            message = "use an age such as 24 months, 8 weeks or 400 days, from 1 to 999, or forever"
            raise ValueError(f"{show(value)}: {message}")
        return value


class Lookup(Frozen):
    """Takes `take` from the reference table's authoritative rows where each `match` key equals the fact's column."""

    table: str
    match: dict[str, str] = Field(min_length=1)
    take: str


class Column(Frozen):
    """A fact column. `required`: its header must be there, and each row must have a value."""

    type: DataType
    required: StrictBool = False
    aliases: tuple[str, ...] = ()
    lookup: Lookup | None = None
    case: Case | None = None
    cells: Literal["codes", "any"] = "codes"
    decimal: Literal[".", ","] | None = None
    description: str | None = None

    _type = field_validator("type", mode="before")(parse_type)
    _short_form = model_validator(mode="before")(type_alone)


Policy = Literal["register", "quarantine", "fail"]
NullPolicy = Literal["allow", "quarantine", "fail"]
BackfillMode = Literal["insert_missing", "fill_null_only"]


class ForeignKey(Frozen):
    """A foreign key of a fact. A single column is a list of one."""

    name: str
    source_columns: tuple[str, ...] = Field(min_length=1)
    target_table: str
    target_keys: tuple[str, ...] = Field(min_length=1)
    mode: tuple[BackfillMode, ...] = Field(default=("insert_missing",), min_length=1)
    on_missing: Policy = "register"
    on_null: NullPolicy = "allow"
    skip_blank_values: StrictBool = True
    skip_patterns: tuple[str, ...] = ()
    priority: StrictInt = 100
    depends_on: tuple[str, ...] = ()
    backfill_columns: tuple[BackfillColumn, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        value = dict(value)
        for one, many in (("source_column", "source_columns"), ("target_key", "target_keys")):
            if one in value:
                if many in value:
                    raise ValueError(f"{one} and {many} are both given: keep one of them")
                value[many] = [value.pop(one)]
        if isinstance(value.get("mode"), str):
            value["mode"] = [value["mode"]]
        _take_allow_auto_register(value)
        _take_derive_columns(value)
        return value

    @model_validator(mode="after")
    def _one_key_each(self) -> ForeignKey:
        if len(self.source_columns) != len(self.target_keys):
            raise ValueError(
                f"source columns: {len(self.source_columns)}, target keys: {len(self.target_keys)}. Give one for each"
            )
        return self

    @property
    def attributes(self) -> tuple[BackfillColumn, ...]:
        """The derived columns without the key itself, which the YAML may repeat."""
        return tuple(c for c in self.backfill_columns if c.target not in self.target_keys)


def _take_allow_auto_register(value: dict[str, Any]) -> None:
    """Read `allow_auto_register: false` as another way to say `on_missing: quarantine`."""
    if "allow_auto_register" not in value:
        return
    register = value.pop("allow_auto_register")
    if not isinstance(register, bool):
        raise ValueError("allow_auto_register: use true or false")
    if "on_missing" in value:
        raise ValueError("allow_auto_register and on_missing are both given: keep on_missing")
    value["on_missing"] = "register" if register else "quarantine"


def _take_derive_columns(value: dict[str, Any]) -> None:
    """Read `derive_columns: [a]` as a map of each column to the column of the same name."""
    if "derive_columns" not in value:
        return
    derived = value.pop("derive_columns")
    given = value.get("backfill_columns", [])
    if not isinstance(derived, list):
        raise ValueError("derive_columns: use a list of column names, such as [a, b]")
    if isinstance(given, list):
        value["backfill_columns"] = [*given, *({"source": c, "target": c} for c in derived)]


class Domain(Frozen):
    name: str
    description: str
    files: Files
    fact: Fact
    load: Load = Load()
    retain: Retain = Retain()
    null_tokens: tuple[str, ...] = ("",)
    decimal: Literal[".", ","] = "."
    weight: str | None = None
    columns: dict[str, Column] = Field(min_length=1)
    foreign_keys: tuple[ForeignKey, ...] = ()

    @property
    def types(self) -> dict[str, DataType]:
        """Return the types of the columns, by name."""
        return {name: column.type for name, column in self.columns.items()}

    def has_comma(self, name: str) -> bool:
        """Return True for a column of numbers whose decimals a comma separates."""
        column = self.columns[name]
        return (column.decimal or self.decimal) == "," and column.type.kind in ("numeric", "integer")

    @property
    def known_headers(self) -> frozenset[str]:
        """Return the names of columns, and their aliases, as `header_key` compares them."""
        return frozenset(header_key(name) for key, c in self.columns.items() for name in (key, *c.aliases))

    @property
    def required_headers(self) -> tuple[tuple[str, ...], ...]:
        """Return the accepted headers of each column that a file must have, as `header_key` compares them."""
        return tuple(
            tuple(dict.fromkeys(map(header_key, (name, *column.aliases))))
            for name, column in self.columns.items()
            if column.required and column.lookup is None
        )

    @property
    def compared(self) -> frozenset[str]:
        """Return the columns whose values are compared with others: keys, scopes, and both sides of lookups."""
        names = {name for key in self.foreign_keys for name in key.source_columns} | set(self.load.scope)
        for name, column in self.columns.items():
            if column.lookup:
                names |= {name, *column.lookup.match.values()}
        return frozenset(names)

    def skips(self, name: str) -> tuple[str, ...]:
        """Return the globs of texts that are no key in this column, as its texts are compared."""
        keys = [key for key in self.foreign_keys if name in key.source_columns]
        case = self.columns[name].case
        return tuple(dict.fromkeys(fold(glob, case) for key in keys for glob in key.skip_patterns))

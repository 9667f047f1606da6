"""The two YAML files as closed, frozen types. Reading and checking them is the task of `load`."""

from __future__ import annotations

from pydantic import Field

from refill.config.aggregations import (
    RULES,
    Aggregation,
    BackfillColumn,
    ConcatDistinct,
    Constant,
    CountDistinct,
    First,
    JsonAppend,
    Last,
    Max,
    MaxBy,
    Min,
    MinBy,
    Mode,
    Sum,
    Template,
)
from refill.config.domains import (
    BackfillMode,
    Column,
    Domain,
    Fact,
    Files,
    ForeignKey,
    Load,
    Lookup,
    NullPolicy,
    Policy,
    Retain,
    TotalRows,
)
from refill.config.exposures import Exposure, Owner, QualityModel, Reads
from refill.config.source import Guard, Source
from refill.config.tables import RefColumn, ReferenceTable, RefForeignKey, Review
from refill.config.types import SIMPLE_TYPES, TYPE_NAMES, TYPE_PATTERN, Case, DataType, Frozen, TypeKind

__all__ = [
    "RULES",
    "SIMPLE_TYPES",
    "TYPE_NAMES",
    "TYPE_PATTERN",
    "Aggregation",
    "BackfillColumn",
    "BackfillMode",
    "Case",
    "Column",
    "ConcatDistinct",
    "Config",
    "Constant",
    "CountDistinct",
    "DataType",
    "Domain",
    "Exposure",
    "Fact",
    "Files",
    "First",
    "ForeignKey",
    "Frozen",
    "Guard",
    "JsonAppend",
    "Last",
    "Load",
    "Lookup",
    "Max",
    "MaxBy",
    "Min",
    "MinBy",
    "Mode",
    "NullPolicy",
    "Owner",
    "Policy",
    "QualityModel",
    "Reads",
    "RefColumn",
    "RefForeignKey",
    "ReferenceTable",
    "Retain",
    "Review",
    "Source",
    "Sum",
    "Template",
    "TotalRows",
    "TypeKind",
]


class Config(Frozen):
    """Both files, merged and checked. `tables` is in derivation order; `timezone` is that of schedules and of days."""

    domains: dict[str, Domain]
    tables: dict[str, ReferenceTable]
    timezone: str = "UTC"
    exposures: dict[str, Exposure] = Field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """True if nothing is configured yet."""
        return not self.domains and not self.tables

    def with_parents(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return the tables and all that come before them, parents first."""
        wanted = set(names)
        for table in reversed(self.tables.values()):
            if table.name in wanted:
                wanted |= {*table.depends_on, *(key.target_table for key in table.foreign_keys)}
        return tuple(name for name in self.tables if name in wanted)

    def quarantine_inputs(self, domain: Domain) -> tuple[str, ...]:
        """Return the tables that decide whether a row of the domain loads: those that it refers to or looks a value up
        in, and all that come before them.
        """
        looked_up = (column.lookup.table for column in domain.columns.values() if column.lookup)
        return self.with_parents((*(key.target_table for key in domain.foreign_keys), *looked_up))

    def feeding(self, table: str) -> tuple[tuple[Domain, ForeignKey], ...]:
        """Return the foreign keys that point at `table`, lowest priority number first, then by domain and name."""
        found = [(d, k) for d in self.domains.values() for k in d.foreign_keys if k.target_table == table]
        return tuple(sorted(found, key=lambda pair: (pair[1].priority, pair[0].name, pair[1].name)))

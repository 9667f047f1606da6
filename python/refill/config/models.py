"""What the two YAML files say, as closed, frozen types. Reading and checking them is `load`'s business."""

from __future__ import annotations

from refill.config.aggregations import (
    SOURCELESS,
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
    TotalRows,
)
from refill.config.tables import (
    FileSource,
    Guard,
    HttpSource,
    NoSource,
    RefColumn,
    ReferenceTable,
    RefForeignKey,
    SeedSource,
    Source,
    TableSource,
)
from refill.config.types import SIMPLE_TYPES, TYPE_NAMES, TYPE_PATTERN, Case, DataType, Frozen, TypeKind

__all__ = [
    "SIMPLE_TYPES",
    "SOURCELESS",
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
    "Fact",
    "FileSource",
    "Files",
    "First",
    "ForeignKey",
    "Frozen",
    "Guard",
    "HttpSource",
    "JsonAppend",
    "Last",
    "Load",
    "Lookup",
    "Max",
    "MaxBy",
    "Min",
    "MinBy",
    "Mode",
    "NoSource",
    "NullPolicy",
    "Policy",
    "RefColumn",
    "RefForeignKey",
    "ReferenceTable",
    "SeedSource",
    "Source",
    "Sum",
    "TableSource",
    "Template",
    "TotalRows",
    "TypeKind",
]


class Config(Frozen):
    """Both files, merged and checked. `tables` is in derivation order: parents first."""

    domains: dict[str, Domain]
    tables: dict[str, ReferenceTable]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is configured yet."""
        return not self.domains and not self.tables

    def feeding(self, table: str) -> tuple[tuple[Domain, ForeignKey], ...]:
        """The foreign keys that point at `table`, lowest priority number first, then by domain and name."""
        found = [(d, k) for d in self.domains.values() for k in d.foreign_keys if k.target_table == table]
        return tuple(sorted(found, key=lambda pair: (pair[1].priority, pair[0].name, pair[1].name)))

"""The facts that feed a reference table, and their rules."""

from collections import Counter
from typing import Any

from refill.config.models import (
    BackfillColumn,
    ConcatDistinct,
    Config,
    Constant,
    Domain,
    ForeignKey,
    JsonAppend,
    Max,
    MaxBy,
    Min,
    MinBy,
    Mode,
    ReferenceTable,
    Template,
)
from refill.generate.jinja import ref


def candidates(config: Config, table: ReferenceTable) -> list[dict[str, Any]]:
    """Return the foreign keys that derive rows or fill nulls of `table`, first the one whose values win."""
    feeding = [
        (d, k) for d, k in config.feeding(table.name) if k.on_missing == "register" or "fill_null_only" in k.mode
    ]
    above = {c for k in table.foreign_keys for c in k.columns if table.columns[c].type.kind == "text"}
    keys_of = Counter(domain.name for domain, _ in feeding)
    found: list[dict[str, Any]] = []
    for domain, key in feeding:
        name = domain.name if keys_of[domain.name] == 1 else f"{domain.name} {len(found) + 1}"
        found.append(
            {
                "name": name,
                "facts": ref(f"stg_{domain.name}"),
                "domain": domain.name,
                "keys": [dict(zip(key.target_keys, key.source_columns, strict=True))[k] for k in table.keys],
                "modes": [m for m in key.mode if m != "insert_missing" or key.on_missing == "register"],
                "columns": [_column(domain, c, c.target in above) for c in key.attributes if _has_source(domain, c)],
            }
        )
    return found


def _has_source(domain: Domain, column: BackfillColumn) -> bool:
    return column.source is None or column.source in domain.columns


def _column(domain: Domain, column: BackfillColumn, is_key: bool) -> dict[str, Any]:
    how = column.aggregation
    described: dict[str, Any] = {"target": column.target, "take": how.type}
    if is_key:
        described["key"] = True
    if column.source is not None:
        described["source"] = column.source
    match how:
        case MaxBy() | MinBy():
            described |= {"by": how.order_column, "by_type": str(domain.columns[how.order_column].type)}
        case ConcatDistinct():
            described |= {"separator": how.separator, "sort": how.sort}
        case Constant():
            described["value"] = str(how.value).lower() if isinstance(how.value, bool) else str(how.value)
        case Template() | JsonAppend():
            described["template"] = how.template
        case Mode() | Min() | Max() if column.source and domain.columns[column.source].type.kind == "text":
            described["source_is_text"] = True
    return described


def describe(domain: Domain, key: ForeignKey, column: BackfillColumn) -> str:
    """Return the rule of a derived attribute in words, for dbt's documentation."""
    how = column.aggregation
    match how:
        case MaxBy():
            what = f"{column.source} of the row with the largest {how.order_column}"
        case MinBy():
            what = f"{column.source} of the row with the smallest {how.order_column}"
        case ConcatDistinct():
            what = f"the distinct {column.source} joined by {how.separator!r}"
        case Constant():
            what = f"the constant {how.value}"
        case Template() | JsonAppend():
            what = f"the text {how.template}"
        case _:
            what = f"{WORDS[how.type]} {column.source}"
    return f"From {domain.name} ({key.name}): {what}."


WORDS = {
    "first": "the first",
    "last": "the last",
    "mode": "the most frequent",
    "count_distinct": "the number of distinct",
    "sum": "the sum of",
    "min": "the smallest",
    "max": "the largest",
}

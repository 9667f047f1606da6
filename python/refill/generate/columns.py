"""The description of each fact column for staging."""

from typing import Any

from refill.config.models import Config, DataType, Domain
from refill.generate.jinja import authoritative

MOST_RESULTS = 1_600
"""The results of one query, of which PostgreSQL takes 1,664; staging has the value of each column, and most texts."""


def staged_columns(domain: Domain) -> list[dict[str, Any]]:
    """Return one description per column, as the macro `stage_facts` takes it; leave out false and empty values."""
    compared = domain.compared
    columns = []
    for name, column in domain.columns.items():
        keys = [k for k in domain.foreign_keys if name in k.source_columns]
        described: dict[str, Any] = {"name": name, "type": described_type(column.type)}
        if name in compared:
            described["key"] = True
        given = {
            "case": column.case,
            "decimal": "," if domain.has_comma(name) else None,
            "required": column.required,
            "skip": list(domain.skips(name)),
        }
        described |= {what: value for what, value in given.items() if value}
        if any(not k.skip_blank_values for k in keys):
            described["blank"] = "refused"
        if any(k.on_null == "quarantine" for k in keys):
            described["null"] = "refused"
        columns.append(described)
    if 2 * len(columns) > MOST_RESULTS:
        for described in columns:
            described["in_row"] = True
    return columns


def lookups(config: Config, domain: Domain) -> list[dict[str, Any]]:
    """Return the columns that are taken from a reference table's authoritative rows."""
    return [
        {
            "column": name,
            "reference": authoritative(f"landing_{config.tables[column.lookup.table].short}"),
            "match": column.lookup.match,
            "take": column.lookup.take,
        }
        for name, column in domain.columns.items()
        if column.lookup
    ]


def described_type(data_type: DataType) -> dict[str, Any]:
    """Return a type as macros take it."""
    if data_type.kind == "numeric":
        return {"kind": "numeric", "precision": data_type.precision, "scale": data_type.scale}
    return {"kind": data_type.kind}

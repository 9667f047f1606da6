"""The facts that feed a reference table, and their rules."""

from collections import Counter
from typing import Any

from refill.config.models import BackfillColumn, Config, Domain, ForeignKey, ReferenceTable
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
    described: dict[str, Any] = {"target": column.target, "take": column.aggregation.type}
    if is_key:
        described["key"] = True
    if column.source is not None:
        described["source"] = column.source
        if column.aggregation.compares and domain.columns[column.source].type.kind == "text":
            described["source_is_text"] = True
    return described | column.aggregation.arguments(domain.types)


def describe(domain: Domain, key: ForeignKey, column: BackfillColumn) -> str:
    """Return the rule of a derived attribute in words, for dbt's documentation."""
    return f"From {domain.name} ({key.name}): {column.aggregation.words(column.source)}."

"""The rows of the quality models right after a run: the thresholds of the YAML that are crossed."""

from typing import Any

from refill.database.warehouse import Warehouse
from refill.generate.quality import name

CROSSED = """
select rule, table_name, found, allowed
from {thresholds}
where is_crossed
order by rule collate "C", table_name collate "C"
"""


def crossed(warehouse: Warehouse) -> list[dict[str, Any]]:
    """Return the thresholds crossed now: `rule`, `table`, `found`, `allowed`. None where there is no view (yet)."""
    view = (warehouse.schemas.quality, name("thresholds"))
    if not warehouse.exists(view):
        return []
    return [
        {"rule": rule, "table": table, "found": float(found), "allowed": float(allowed)}
        for rule, table, found, allowed in warehouse.rows(CROSSED, thresholds=view)
    ]


def in_words(warning: dict[str, Any]) -> str:
    """Return a threshold that is crossed, as a sentence for people."""
    table, found, allowed = warning["table"], warning["found"], warning["allowed"]
    match warning["rule"]:
        case "derived_ratio":
            return f"{table}: {found:.1%} of the rows are derived; max_derived_ratio is {allowed:.1%}."
        case "open_reviews":
            return f"{table}: {found:,.0f} rows wait for a review; max_open is {allowed:,.0f}."
        case _:
            return f"{table}: a row has waited {found:,.1f} days for a review; max_age_days is {allowed:,.0f}."

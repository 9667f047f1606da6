"""The answer of `refill status` for people."""

from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from refill.text.tables import number, percent, table

OF_DOMAIN = ("pending_batches", "loaded_batches", "fact_rows", "quarantined_rows", "rejected_rows")


def of_status(status: dict[str, Any]) -> RenderableType:
    """Return reference tables, domains and the last run."""
    references = table("Reference tables", "table", "authoritative", "derived", "needs review", "retired", "total")
    for name, row in status["references"].items():
        references.add_row(
            name, *(number(row[key]) for key in ("authoritative", "auto_derived", "needs_review", "retired", "total"))
        )
    known = table("Coverage of the facts that came last", "table", "distinct keys", "authoritative", "share")
    for name, row in status["coverage"].items():
        shares = percent(row["coverage"])
        known.add_row(name, number(row["fact_keys"]), number(row["authoritative_keys"]), shares)
    domains = table("Domains", "domain", "batches pending", "loaded", "fact rows", "in quarantine", "rejected")
    for name, row in status["domains"].items():
        domains.add_row(name, *(number(row[key]) for key in OF_DOMAIN))
    last = status["last_run"]
    line = (
        f"Last run {last['run_id'][:8]}: {last['started_at']}, exit code {last['exit_code']}" if last else "No run yet."
    )
    failed = [source for source in status["sources"] if source["status"] in ("refused", "unavailable")]
    marks = [Text(f"✗ {one['table']}: its source was {one['status']} at {one['at']}", style="red") for one in failed]
    gone = [f"{name} {row['dropped_batches']:,}" for name, row in status["domains"].items() if row["dropped_batches"]]
    dropped = [Text(f"Loaded batches whose raw rows were dropped: {', '.join(gone)}")] if gone else []
    return Group(
        references, *([known] if status["coverage"] else []), *marks, domains, *dropped, Text(line, style="dim")
    )

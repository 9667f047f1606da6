"""All invariants, each with its verdict."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from refill.database.warehouse import Warehouse
from refill.verify import audit, cleanliness, conservation, idempotence, order, rank, references, uniqueness
from refill.verify.check import Check

SHOWN = 10
CHECKS: dict[str, Callable[[Warehouse, Path], Check]] = {
    "conservation": lambda warehouse, _: conservation.check(warehouse),
    "references": lambda warehouse, _: references.check(warehouse),
    "uniqueness": lambda warehouse, _: uniqueness.check(warehouse),
    "rank": lambda warehouse, _: rank.check(warehouse),
    "idempotence": idempotence.check,
    "audit": lambda warehouse, _: audit.check(warehouse),
    "order": lambda warehouse, _: order.check(warehouse),
    "cleanliness": lambda warehouse, _: cleanliness.check(warehouse),
}


@dataclass(frozen=True)
class Invariant:
    """One invariant's verdict; `detail` counts the checked objects, or lists the violations."""

    name: str
    ok: bool
    detail: str


def verify(warehouse: Warehouse, compiled: Path, on_check: Callable[[str], None] | None = None) -> list[Invariant]:
    """Check all eight, calling `on_check` with the name of each; list violations, the first ten in words.

    `compiled` is the folder of the SQL that dbt last compiled.
    """
    verdicts = []
    for name, check in CHECKS.items():
        if on_check:
            on_check(name)
        verdicts.append(_verdict(name, *check(warehouse, compiled)))
    return verdicts


def _verdict(name: str, broken: Sequence[str], looked_at: str) -> Invariant:
    if not broken:
        return Invariant(name, True, looked_at)
    more = f"; and {len(broken) - SHOWN} more" if len(broken) > SHOWN else ""
    return Invariant(name, False, "; ".join(broken[:SHOWN]) + more)

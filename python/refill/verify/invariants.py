"""All invariants, each with its verdict."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from refill.verify import audit, cleanliness, conservation, idempotence, order, rank, references, uniqueness
from refill.verify.live import Check, Live

SHOWN = 10
CHECKS: dict[str, Callable[[Live], Check]] = {
    "conservation": conservation.check,
    "references": references.check,
    "uniqueness": uniqueness.check,
    "rank": rank.check,
    "idempotence": idempotence.check,
    "audit": audit.check,
    "order": order.check,
    "cleanliness": cleanliness.check,
}


@dataclass(frozen=True)
class Invariant:
    """One invariant's verdict; `detail` counts the checked objects, or lists the violations."""

    name: str
    ok: bool
    detail: str


def verify(live: Live, on_check: Callable[[str], None] | None = None) -> list[Invariant]:
    """Checks all eight, calling `on_check` with the name of each; violations are listed, the first ten in words."""
    verdicts = []
    for name, check in CHECKS.items():
        if on_check:
            on_check(name)
        verdicts.append(_verdict(name, *check(live)))
    return verdicts


def _verdict(name: str, broken: Sequence[str], looked_at: str) -> Invariant:
    if not broken:
        return Invariant(name, True, looked_at)
    more = f"; and {len(broken) - SHOWN} more" if len(broken) > SHOWN else ""
    return Invariant(name, False, "; ".join(broken[:SHOWN]) + more)

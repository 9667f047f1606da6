"""The sweep: surveys the scenarios, passes points to workers, and counts the results."""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from .points import Point, Survey, points, shuffled
from .steps import HALF
from .trial import Result
from .work import workers

Tell = Callable[[str], None]
TOLD_EVERY = 25


@dataclass(frozen=True)
class Asked:
    """The request of the command line. `only`: these points and no others; `count` and `seconds` 0 mean no limit."""

    scenarios: Sequence[str]
    kinds: Sequence[str]
    count: int = 0
    seconds: float = 0
    seed: int = 0
    workers: int = 2
    only: Sequence[Point] = ()
    log: Path | None = None


@dataclass
class Swept:
    """How many points there are, and the results of those that were tried."""

    found: int = 0
    seconds: float = 0.0
    results: list[Result] = field(default_factory=list)

    @property
    def violations(self) -> list[Result]:
        return [result for result in self.results if result.violations]

    def summary(self) -> str:
        """Return the line to quote."""
        tried = Counter(f"{one.point.kind} {one.point.mode}" for one in self.results)
        missed = [str(one.point) for one in self.results if not one.struck]
        each = sum(one.seconds for one in self.results) / max(len(self.results), 1)
        return (
            f"{self.found} points found, {len(self.results)} tried in {self.seconds:.0f} s ({each:.1f} s each): "
            + ", ".join(f"{count} {name}" for name, count in sorted(tried.items()))
            + (f". {len(missed)} runs did not come to their point: {', '.join(missed[:5])}" if missed else "")
            + f". Violations: {len(self.violations)}."
        )


def sweep(asked: Asked, tell: Tell) -> Swept:
    """Try the points that are asked for; tell of each violation when it is found."""
    started = time.monotonic()
    swept = Swept()
    with workers(asked.workers) as hands:
        needed = {point.scenario for point in asked.only} or set(asked.scenarios)
        found: list[Point] = []
        for survey in _spread(hands, iter(sorted(needed))):
            found += _surveyed(survey, asked, tell)
        swept.found = len(found)
        found.sort(key=str)  # surveys come back in any order
        chosen = list(asked.only) or shuffled(found, asked.seed)[: asked.count or None]
        deadline = time.monotonic() + asked.seconds if asked.seconds else float("inf")
        for result in _spread(hands, _until(deadline, chosen)):
            swept.results.append(result)
            swept.seconds = time.monotonic() - started
            _tell_result(result, swept, asked.log, tell)
    return swept


def _surveyed(survey: Survey, asked: Asked, tell: Tell) -> list[Point]:
    found = points(survey, asked.kinds, HALF)
    tell(f"{survey.scenario}: {len(survey.messages)} messages, {len(survey.steps)} steps on files, {len(found)} points")
    return found


def _tell_result(result: Result, swept: Swept, log: Path | None, tell: Tell) -> None:
    if result.violations:
        tell(f"VIOLATION at --point {result.point} ({result.what})\n    " + "\n    ".join(result.violations[:20]))
    elif len(swept.results) % TOLD_EVERY == 0:
        tell(f"{len(swept.results)} tried, {swept.seconds:.0f} s")
    if log is not None:
        with log.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps({**asdict(result), "point": str(result.point)}, ensure_ascii=False) + "\n")


def _until(deadline: float, chosen: Sequence[Point]) -> Iterator[Point]:
    for point in chosen:
        if time.monotonic() > deadline:
            return
        yield point


def _spread(hands: Sequence[Connection], orders: Iterator[Any]) -> Iterator[Any]:
    """Yield the workers' answers to the orders, as they come."""
    busy: list[Connection] = []
    for hand in hands:
        _next(hand, orders, busy)
    while busy:
        for ready in wait(busy):
            assert isinstance(ready, Connection)
            busy.remove(ready)
            answer = ready.recv()
            _next(ready, orders, busy)
            yield answer


def _next(hand: Connection, orders: Iterator[Any], busy: list[Connection]) -> None:
    order = next(orders, None)
    if order is not None:
        hand.send(order)
        busy.append(hand)

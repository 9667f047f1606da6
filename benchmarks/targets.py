"""The project's own targets: for each the measured number, and the most or least that it should be."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.scenarios.main_job import FIXED

MB = 2**20
HISTORY = "100k on "
Case = dict[str, Any]  # the medians of each way
Cases = dict[str, Case]


@dataclass(frozen=True)
class Target:
    """`bound` is the most that `measured` should be, or the least with `at_least`."""

    name: str
    measured: float
    bound: float
    at_least: bool = False

    @property
    def met(self) -> bool:
        return self.measured >= self.bound if self.at_least else self.measured <= self.bound


def targets(results: dict[str, Any]) -> Iterator[Target]:
    """Return the targets of the scenarios measured so far; ratios of processor time need a server on this machine."""
    for name, judge in JUDGES.items():
        if name in results:
            yield from judge(results[name]["cases"])


def _landing(what: str, bound: float) -> Callable[[Cases], Iterator[Target]]:
    def judge(cases: Cases) -> Iterator[Target]:
        size, ways = _largest(cases)
        for figure, unit in (("cpu", "CPU"), ("wall", "wall")):
            if (ratio := _ratio(ways, figure)) is not None:
                yield Target(f"{what}, {size} rows: {unit} of `refill land` ÷ that of the limit", ratio, bound)

    return judge


def _main(cases: Cases) -> Iterator[Target]:
    fixed = cases[str(FIXED)]["refill"]
    yield Target(f"the main job, {FIXED} rows: wall seconds, which is what a run costs anyway", fixed["wall"], 8)
    size, ways = _largest(cases)
    for figure, unit in (("cpu", "CPU"), ("wall", "wall")):
        if (ratio := _ratio(ways, figure, fixed[figure] or 0)) is not None:
            yield Target(f"the main job, {size} rows: {unit} beyond that ÷ the limit's", ratio, 1.5)


def _backfill(cases: Cases) -> Iterator[Target]:
    """Return the service's backfill, which begins with typed facts in memory, beside refill's derivation, its staging
    and derivation, and its whole run.
    """
    for size, ways in cases.items():
        ours = ways["refill"]
        for way in (way for way in ways if way.startswith("pandas")):
            least = 10 if size.endswith("k") else 5
            service, name = ways[way]["stages"]["backfill"], f"backfill, {size} rows: wall of {way} ÷ that of"
            if ours["sql"]:
                derive = ours["sql"]["derive"]
                yield Target(f"{name} deriving by SQL", service / derive, least, at_least=True)
                both = derive + ours["sql"]["stage"]
                yield Target(f"{name} staging and deriving by SQL", service / both, least, at_least=True)
            yield Target(f"{name} the whole `refill run`", service / ours["wall"], 1, at_least=True)


def _growth(cases: Cases) -> Iterator[Target]:
    batches = {case: ways["refill"] for case, ways in cases.items() if case.startswith(HISTORY)}
    empty = batches[f"{HISTORY}0"]
    figure = "wall" if empty["cpu"] is None else "cpu"
    for case, held in batches.items():
        if held is not empty:
            yield Target(f"{case} rows of history ÷ on none, {figure}", held[figure] / empty[figure], 1.2)
    whole = {size: cases.get(f"{size} in one batch") for size in ("1M", "10M")}
    if whole["1M"] and whole["10M"]:
        ratio = whole["10M"]["refill"][figure] / whole["1M"]["refill"][figure]
        yield Target(f"10M rows in one batch ÷ 1M, {figure}", ratio, 12)


def _memory(cases: Cases) -> Iterator[Target]:
    for case, bound in (("1 GB csv", 400), ("300k workbook", 1000)):
        yield Target(f"landing, {case}: MB of memory", cases[case]["refill land"]["client_peak"] / MB, bound)


def _domains(cases: Cases) -> Iterator[Target]:
    bounds = {
        "refill generate": 2,
        "refill run, nothing to do": 8,
        "refill run, one new file": 10,
        "dbt build, nothing to do": 30,
    }
    for way, bound in bounds.items():
        yield Target(f"50 domains, {way}: wall seconds", cases["50 domains"][way]["wall"], bound)


JUDGES: dict[str, Callable[[Cases], Iterator[Target]]] = {
    "main": _main,
    "landing": _landing("landing csv", 1.25),
    "workbooks": _landing("landing workbooks", 1.3),
    "backfill": _backfill,
    "growth": _growth,
    "memory": _memory,
    "domains": _domains,
}


def _largest(cases: Cases) -> tuple[str, Case]:
    """Return the last case: they are in the order of their sizes."""
    return list(cases.items())[-1]


def _ratio(ways: Case, figure: str, fixed: float = 0) -> float | None:
    ours, limit = (ways["refill land" if "refill land" in ways else "refill"][figure], ways["limit"][figure])
    return None if ours is None or not limit else (ours - fixed) / limit

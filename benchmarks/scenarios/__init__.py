"""The scenarios. Each is a function of a bench that returns runs by case and way."""

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.bench import Bench, Cases
from benchmarks.scenarios.backfill import backfill
from benchmarks.scenarios.batches import batches, years
from benchmarks.scenarios.domains import domains
from benchmarks.scenarios.growth import growth
from benchmarks.scenarios.landing import landing, memory, workbooks
from benchmarks.scenarios.main_job import main_job


@dataclass(frozen=True)
class Scenario:
    """`against` is the way whose seconds are 1 in the table's ratios; empty where there is none."""

    run: Callable[[Bench], Cases]
    title: str
    against: str = ""


SCENARIOS = {
    "main": Scenario(main_job, "The whole main job, csv to facts", "limit"),
    "landing": Scenario(landing, "Landing csv files", "limit"),
    "workbooks": Scenario(workbooks, "Landing workbooks", "limit"),
    "backfill": Scenario(backfill, "Filling reference tables from facts", "limit"),
    "growth": Scenario(growth, "Growth: history, and one large batch"),
    "batches": Scenario(batches, "Many small files"),
    "years": Scenario(years, "Five years of small files"),
    "memory": Scenario(memory, "Memory: large files", "limit"),
    "domains": Scenario(domains, "Many domains"),
}
USUAL = ("main", "landing", "workbooks", "backfill")

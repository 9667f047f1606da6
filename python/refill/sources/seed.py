"""A dbt seed: dbt loads it, in the run, from seeds/."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from refill.config.names import ascii_problems
from refill.config.report import Report
from refill.config.source import Source


class SeedSource(Source):
    """seeds/<seed>.csv, every column as text."""

    type: Literal["seed"]
    seed: str = Field(description="The dbt seed, without .csv.")

    @property
    def label(self) -> str:
        return f"seed {self.seed}"

    @property
    def description(self) -> str:
        return f"From the seed {self.seed}."

    @property
    def dbt_seed(self) -> str:
        return self.seed

    def check(self, report: Report, at: tuple[str | int, ...]) -> None:
        report.add_all(ascii_problems("seed", self.seed), *at, "seed")

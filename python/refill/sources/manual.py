"""The decisions of stewards: rows that were approved or corrected, kept in the ledger."""

from __future__ import annotations

from typing import ClassVar, Literal

from refill.config.report import Report
from refill.config.source import Source

LEFT_OUT = ("name", "columns", "required", "strategy", "cursor", "guard", "schedule")


class ManualSource(Source):
    """The decisions of `refill review`. A table that foreign keys feed has it last, unless the YAML says otherwise."""

    type: Literal["manual"]

    is_decided: ClassVar[bool] = True

    @property
    def label(self) -> str:
        return "decisions of stewards"

    @property
    def description(self) -> str:
        return "From the decisions of stewards."

    def check(self, report: Report, at: tuple[str | int, ...]) -> None:
        for name in LEFT_OUT:
            if name in self.model_fields_set:
                message = f"{name} is for sources that are read; decisions are in the ledger. Take it out."
                report.add(message, *at, name, key=True)

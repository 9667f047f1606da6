"""The types of consumers in data_sources.yml: dashboards, programs and analyses that read refill's tables."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from refill.config.types import Frozen

QualityModel = Literal["reference_tables", "thresholds", "coverage", "runs", "conflicts", "weight"]


class Owner(Frozen):
    """The owner of an exposure: a name, an address, or both."""

    name: str | None = None
    email: str | None = None

    @model_validator(mode="after")
    def _somebody(self) -> Owner:
        if not (self.name or self.email):
            raise ValueError("give a name or an email")
        return self


class Reads(Frozen):
    """The models that an exposure reads: facts by their domains, reference tables, quality models."""

    domains: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    quality: tuple[QualityModel, ...] = ()

    @model_validator(mode="after")
    def _something(self) -> Reads:
        if not (self.domains or self.tables or self.quality):
            raise ValueError("name at least one of domains, tables, quality")
        return self


class Exposure(Frozen):
    """A consumer, as dbt documents it."""

    name: str
    type: Literal["dashboard", "notebook", "analysis", "ml", "application"]
    label: str | None = None
    description: str
    owner: Owner
    url: str | None = None
    reads: Reads

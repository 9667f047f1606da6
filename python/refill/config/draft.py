"""The configuration while it is checked: models, their places in the YAML, and the problems so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from refill.config.models import Domain, Exposure, ReferenceTable
from refill.config.problems import Problem
from refill.config.report import Report
from refill.config.yaml_reader import Node


@dataclass(frozen=True)
class Draft:
    """The values of the right shape, with the nodes of all, and the problems found so far."""

    domains: dict[str, Domain] = field(default_factory=dict)
    tables: dict[str, ReferenceTable] = field(default_factory=dict)
    exposures: dict[str, Exposure] = field(default_factory=dict)
    domain_nodes: dict[str, Node] = field(default_factory=dict)
    table_nodes: dict[str, Node] = field(default_factory=dict)
    exposure_nodes: dict[str, Node] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def domain(self, name: str) -> Report:
        return Report(self.domain_nodes[name], self.problems)

    def table(self, name: str) -> Report:
        return Report(self.table_nodes[name], self.problems)

    def exposure(self, name: str) -> Report:
        return Report(self.exposure_nodes[name], self.problems)

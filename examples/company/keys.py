"""Drawing the keys of the facts: the plan, portfolio, customer and organisation of each row."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from examples.company import names
from examples.company.universe import Sample

Ints = Any  # numpy arrays of integers or booleans; spelled out they say less than their names do


class Keys:
    """Draws the keys of one chunk. Those that come up in this month are in the rows of the month's first chunk."""

    def __init__(self, sample: Sample, month: str, count: int, first: bool, random: np.random.Generator) -> None:
        self.sample, self.universe, self.count, self.random = sample, sample.universe, count, random
        self.now, self.first = sample.months.index(month), first
        self.owner: Ints = None  # the customer's number, row by row, once drawn

    def columns(self) -> dict[str, Any]:
        universe, count = self.universe, self.count
        plan = self._plans()
        portfolio = self._portfolios(plan)
        customer = self._customers(plan)
        self.owner = customer
        organisation = self._organisations(plan)
        kinds = np.array([names.PLAN_TYPES.index(p.kind) for p in universe.plans])[plan]
        company = pa.array([c.company_id for c in universe.customers]).take(pa.array(customer))
        temporary = self.random.random(count) < 0.04
        temporary[: self._forced] = False
        company = pc.replace_with_mask(company, pa.array(temporary), self._temporary_ids(int(temporary.sum())))
        blank = self.random.random(count) < 0.01
        return {
            "业务类型": self._business(kinds),
            "计划类型": take(names.PLAN_TYPES, kinds),
            "计划代码": take([p.code for p in universe.plans], plan),
            "计划名称": take([p.name for p in universe.plans], plan),
            "组合类型": take([p.kind for p in universe.portfolios], portfolio),
            "组合代码": take([p.code for p in universe.portfolios], portfolio),
            "组合名称": take([p.name for p in universe.portfolios], portfolio),
            "客户名称": take([c.name for c in universe.customers], customer),
            "机构代码": where(blank, "(空白)", take([o.code for o in universe.organisations], organisation)),
            "机构名称": where(blank, "(空白)", take([o.name for o in universe.organisations], organisation)),
            "company_id": company,
        }

    def _plans(self) -> Ints:
        """Return plans: 58 % single, 32 % collective, 10 % occupational; the new ones first."""
        plans = self.universe.plans
        share = self.random.random(self.count)
        place = self.random.random(self.count)
        drawn = np.zeros(self.count, dtype=np.int64)
        edges = {names.SINGLE: (0.0, 0.58), names.COLLECTIVE: (0.58, 0.90), names.OCCUPATIONAL: (0.90, 1.0)}
        for kind, (low, high) in edges.items():
            active = [n for n, p in enumerate(plans) if p.since <= self.now]
            numbers = np.array([n for n in active if plans[n].kind == kind] or active)
            wanted = (share >= low) & (share < high)
            drawn[wanted] = numbers[(place[wanted] * len(numbers)).astype(np.int64)]
        return self._force(drawn, [n for n, p in enumerate(plans) if p.since == self.now])

    def _portfolios(self, plan: Ints) -> Ints:
        """Return a portfolio of the plan, or in 15 % of the rows the default of the plan's kind.

        Where an old plan has a new portfolio, assign a row to it: `plan` changes there.
        """
        universe = self.universe
        default = {p.name.removesuffix("默认组合"): n for n, p in enumerate(universe.portfolios) if p.plan is None}
        of_plan: list[list[int]] = [[] for _ in universe.plans]
        new: list[int] = []
        for number, portfolio in enumerate(universe.portfolios):
            if portfolio.plan is not None and portfolio.since <= self.now:
                of_plan[portfolio.plan].append(number)
                if portfolio.since == self.now and universe.plans[portfolio.plan].since < self.now:
                    new.append(number)
        widest = max(map(len, of_plan))
        table = np.array([[*own, *[own[0]] * (widest - len(own))] if own else [0] * widest for own in of_plan])
        drawn = table[plan, (self.random.random(self.count) * widest).astype(np.int64)]
        defaults = np.array([default[p.kind] for p in universe.plans])[plan]
        usual = self.random.random(self.count) < 0.15
        usual[: len([p for p in universe.plans if p.since == self.now])] = False
        drawn[usual] = defaults[usual]
        if self.first:  # new portfolios of old plans come behind the new plans
            start = min(len([p for p in universe.plans if p.since == self.now]), self.count)
            new = new[: self.count - start]
            drawn[start : start + len(new)] = new
            plan[start : start + len(new)] = [universe.portfolios[n].plan for n in new]
        return drawn

    def _customers(self, plan: Ints) -> Ints:
        """Return the plan's own customer; for a collective plan any customer, the new ones first."""
        universe = self.universe
        own = np.array([-1 if p.customer is None else p.customer for p in universe.plans])[plan]
        active = np.array([n for n, c in enumerate(universe.customers) if c.since <= self.now])
        drawn = active[(self.random.random(self.count) * len(active)).astype(np.int64)]
        owned = {p.customer for p in universe.plans}
        new = [n for n, c in enumerate(universe.customers) if c.since == self.now and n not in owned]
        collective = np.nonzero(own < 0)[0]
        self._forced = 0
        if self.first:
            head = collective[: len(new)]
            drawn[head] = new[: len(head)]
            self._forced = int(head[-1]) + 1 if len(head) else 0
        return np.where(own < 0, drawn, own)

    def _organisations(self, plan: Ints) -> Ints:
        """Return G01 for 12 %, else mostly the plan's own."""
        universe = self.universe
        own = np.array([p.organisation for p in universe.plans])[plan]
        active = np.array([n for n, o in enumerate(universe.organisations) if o.since <= self.now])
        share = self.random.random(self.count)
        other = active[(self.random.random(self.count) * len(active)).astype(np.int64)]
        drawn = np.where(share < 0.10, 1, np.where(share < 0.75, own, other))
        return self._force(drawn, [n for n, o in enumerate(universe.organisations) if o.since == self.now])

    def _business(self, kinds: Ints) -> pa.Array:
        place = self.random.random(self.count)
        drawn = np.empty(self.count, dtype=object)
        occupational = kinds == names.PLAN_TYPES.index(names.OCCUPATIONAL)
        for wanted, shares in ((~occupational, names.ENTERPRISE_BUSINESS), (occupational, names.OCCUPATIONAL_BUSINESS)):
            edges = np.cumsum([share for _, share in shares])[:-1]
            labels = np.array([name for name, _ in shares], dtype=object)
            drawn[wanted] = labels[np.searchsorted(edges, place[wanted], side="right")]
        return pa.array(drawn, pa.string())

    def _temporary_ids(self, count: int) -> pa.Array:
        letters = np.frombuffer(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", dtype=np.uint8)
        drawn = letters[(self.random.random((count, 16)) * len(letters)).astype(np.int64)]
        return pa.array([f"IN{row.tobytes().decode('ascii')}" for row in drawn], pa.string())

    def _force(self, drawn: Ints, wanted: list[int]) -> Ints:
        if self.first:
            drawn[: len(wanted)] = wanted[: len(drawn)]
        return drawn


def take(values: Any, positions: Ints) -> pa.Array:
    return pa.array(list(values), pa.string()).take(pa.array(positions))


def where(wanted: Ints, text: str, otherwise: pa.Array) -> pa.Array:
    return pc.if_else(pa.array(wanted), pa.scalar(text), otherwise)

"""The plans, portfolios, customers and organisations that the sample's facts refer to."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cached_property

from examples.company import names
from refill.errors import UsageError

KNOWN = -1
MOST_PLANS, MOST_PORTFOLIOS, MOST_CUSTOMERS = 1_200, 1_350, 10_000
FULL_ROWS = 35_000

# The patterns of plan codes, with their share; the last four are few.
CODE_SHAPES = (("XNP", 3, 0.44), ("S", 4, 0.43), ("ZNT", 3, 0.08), ("Z", 4, 0.03))
RARE_SHAPES = (("C", 3), ("1S", 4), ("P", 4), ("FP", 4))
PLAN_TYPE_OF = {"ZNT": names.OCCUPATIONAL, "Z": names.OCCUPATIONAL, "P": names.COLLECTIVE, "FP": names.COLLECTIVE}


@dataclass(frozen=True)
class Organisation:
    """`since` is the index of the month whose facts mention it first; KNOWN where authoritative files hold it."""

    code: str
    name: str
    since: int


@dataclass(frozen=True)
class Customer:
    company_id: str
    name: str
    organisation: int
    since: int


@dataclass(frozen=True)
class Plan:
    """`customer` is None for a collective plan, which has many."""

    code: str
    name: str
    kind: str
    customer: int | None
    organisation: int
    since: int


@dataclass(frozen=True)
class Portfolio:
    """`plan` is None for the default portfolios, which serve every plan of their kind."""

    code: str
    name: str
    kind: str
    plan: int | None
    since: int


@dataclass(frozen=True)
class Sample:
    """The content of a sample. `months` as YYYYMM in order; `rows` of 规模明细 and of 收入明细 a month.

    `new_keys` is the share of all keys used that no authoritative file holds; they come up evenly over the months.
    `bad_rows` puts a few broken rows into each first delivery. `plain` leaves out the variety of headers and formats,
    temporary files and corrected files, for a benchmark.
    """

    months: tuple[str, ...]
    rows: tuple[int, int] = (3_000, 1_100)
    seed: int = 7
    new_keys: float = 0.05
    bad_rows: bool = True
    plain: bool = False

    def __post_init__(self) -> None:
        for month in self.months:
            if len(month) != 6 or not month.isascii() or not month.isdigit() or not 1 <= int(month[4:]) <= 12:
                raise UsageError(f"Month {month!r}: use YYYYMM, such as 202411.")
        if not self.months or list(self.months) != sorted(set(self.months)):
            raise UsageError("The months must be given in order, each once.")
        if not 0 <= self.new_keys <= 0.5 or min(self.rows) < 1:
            raise UsageError("Use a share of new keys from 0 to 0.5 and at least one row.")

    @cached_property
    def universe(self) -> Universe:
        return _make_universe(self)


@dataclass(frozen=True)
class Universe:
    """Lists whose positions are the numbers by which one kind refers to another. Known ones come first."""

    organisations: tuple[Organisation, ...]
    customers: tuple[Customer, ...]
    plans: tuple[Plan, ...]
    portfolios: tuple[Portfolio, ...]


def _make_universe(sample: Sample) -> Universe:
    """Make a universe in proportion to the rows: 1,200 plans for 35,000 rows a month, a tenth for 3,500 or fewer."""
    chance = random.Random(sample.seed)
    size = min(1.0, max(0.1, sample.rows[0] / FULL_ROWS))
    organisations = _organisations(sample)
    plans = _since(round(MOST_PLANS * size), sample)
    portfolios = _since(round((MOST_PORTFOLIOS - MOST_PLANS) * size), sample)
    customers = _customers(chance, _since(round(MOST_CUSTOMERS * size), sample), len(organisations))
    made = _plans(chance, plans, customers)
    return Universe(organisations, customers, made, _portfolios(made, portfolios))


def _since(total: int, sample: Sample) -> list[int]:
    """Return for each of `total` entities the month that it comes up in: first the known ones, then the new."""
    new = round(total * sample.new_keys)
    months = len(sample.months)
    return [KNOWN] * (total - new) + [number * months // new for number in range(new)]


def _organisations(sample: Sample) -> tuple[Organisation, ...]:
    """Return organisations: G00 to G37 are known; each month from the second on brings a new one, if any are new."""
    places = [names.HEAD_OFFICE, *names.PLACES]
    known = [Organisation(f"G{number:02}", place, KNOWN) for number, place in enumerate(places)]
    count = min(len(sample.months) - 1, len(names.NEW_PLACES)) if sample.new_keys else 0
    new = [Organisation(f"G{len(known) + number}", names.NEW_PLACES[number], number + 1) for number in range(count)]
    return (*known, *new)


def _customers(chance: random.Random, since: list[int], organisations: int) -> tuple[Customer, ...]:
    """Return customers of nine digits each; some begin with a zero, which a program that reads numbers loses."""
    ids = chance.sample(range(100_000_000, 1_000_000_000), len(since))
    texts = [f"0{number % 10**8:08}" if position % 40 == 3 else str(number) for position, number in enumerate(ids)]
    return tuple(
        Customer(text, names.company(number), chance.randrange(min(organisations, 38)), month)
        for number, (text, month) in enumerate(zip(texts, since, strict=True))
    )


def _plans(chance: random.Random, since: list[int], customers: tuple[Customer, ...]) -> tuple[Plan, ...]:
    """Return plans. Single and occupational ones have a customer each: a new plan one that is new in the same month."""
    made: list[Plan] = []
    used: set[str] = set()
    free = {month: [n for n, c in enumerate(customers) if c.since == month] for month in set(since)}
    for month in since:
        prefix, digits = _shape(chance, len(made))
        code = _fresh_code(chance, prefix, digits, used)
        kind = PLAN_TYPE_OF.get(prefix, names.SINGLE)
        if kind == names.COLLECTIVE:
            made.append(Plan(code, f"示例{code}集合型企业年金计划", kind, None, chance.randrange(38), month))
            continue
        number = free[month].pop(0) if free[month] else chance.randrange(len(free[KNOWN]))
        owner = customers[number]
        label = "职业年金计划" if kind == names.OCCUPATIONAL else "企业年金计划"
        name = f"{names.short_company(owner.name)}{label}"
        made.append(Plan(code, name, kind, number, owner.organisation, month))
    return tuple(made)


def _shape(chance: random.Random, position: int) -> tuple[str, int]:
    """Return the shape of a plan's code. The first four plans have the rare shapes, in every universe."""
    if position < len(RARE_SHAPES):
        return RARE_SHAPES[position]
    share = chance.random()
    for prefix, digits, part in CODE_SHAPES:
        if share < part:
            return prefix, digits
        share -= part
    return chance.choice(RARE_SHAPES)


def _fresh_code(chance: random.Random, prefix: str, digits: int, used: set[str]) -> str:
    while True:
        code = f"{prefix}{chance.randrange(1, 10**digits):0{digits}}"
        if code not in used:
            used.add(code)
            return code


def _portfolios(plans: tuple[Plan, ...], extra: list[int]) -> tuple[Portfolio, ...]:
    """Return the three defaults, one portfolio for each plan, and a second one for some plans."""
    made = [
        Portfolio(code, f"{kind}默认组合", "默认组合", None, KNOWN) for kind, code in names.DEFAULT_PORTFOLIOS.items()
    ]
    known = sum(plan.since == KNOWN for plan in plans)
    wanted = [(number, "P", plan.since) for number, plan in enumerate(plans)]
    wanted += [(number % known, "ABCDEF"[number // known], since) for number, since in enumerate(extra)]
    for number, letter, since in wanted:
        kind = names.PORTFOLIO_TYPES[number % len(names.PORTFOLIO_TYPES)]
        code = f"{plans[number].code}{letter}"
        made.append(Portfolio(code, f"{plans[number].name}{letter}组合", kind, number, since))
    return tuple(made)

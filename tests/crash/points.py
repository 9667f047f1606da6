"""The moments at which a run can be struck, and their names: `month:messages:123:before`."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MODES = {
    "messages": ("before", "after", "reply"),
    "files": ("before", "torn", "half"),
    "faults": ("drop", "cut", "restart", "full", "limit"),
}
COMMITS = ("COMMIT",)  # where the server's state and the client's knowledge of it can differ for good
ON_FILES = ("full", "limit")  # of the faults, those that strike at a step on files
EVERY = 20  # connections are cut, and the server is restarted, at each such message


@dataclass(frozen=True)
class Point:
    """A message or a step of a scenario's run, by its number, and how it is struck."""

    scenario: str
    kind: str
    number: int
    mode: str

    def __str__(self) -> str:
        return f"{self.scenario}:{self.kind}:{self.number}:{self.mode}"

    @property
    def on_files(self) -> bool:
        return self.kind == "files" or self.mode in ON_FILES

    @property
    def kills(self) -> bool:
        return self.kind != "faults"


def parse(text: str) -> Point:
    """Return the point of that name. Raise ValueError, with the accepted forms."""
    scenario, kind, number, mode = (text.split(":") + [""] * 4)[:4]
    if mode not in MODES.get(kind, ()) or not number.isdigit():
        raise ValueError(f"{text!r} is no point. One is scenario:kind:number:mode, where kind and mode are {MODES}.")
    return Point(scenario, kind, int(number), mode)


@dataclass(frozen=True)
class Survey:
    """The record of an undisturbed run: its messages, its steps on files, and how long these files are at its end."""

    scenario: str
    messages: tuple[tuple[str, str], ...]
    steps: tuple[tuple[str, int], ...]


def points(survey: Survey, kinds: Iterable[str], beyond: int) -> list[Point]:
    """Return all points of a scenario. A file is torn in its middle only where it gets longer than `beyond` bytes."""
    found = []
    for number, (_, text) in enumerate(survey.messages):
        modes = ["before", "after"] + ["reply"] * (text in COMMITS)
        found += [Point(survey.scenario, "messages", number, mode) for mode in modes]
        faults = ["drop"] * (text in COMMITS) + ["cut", "restart"] * (number % EVERY == 0)
        found += [Point(survey.scenario, "faults", number, mode) for mode in faults]
    for number, (step, size) in enumerate(survey.steps):
        opens = step.startswith("open ")
        modes = ["before"] + ["torn"] * opens + ["half"] * (opens and size > beyond)
        found += [Point(survey.scenario, "files", number, mode) for mode in modes]
        faults = ["full"] + ["limit"] * (opens and size > beyond)
        found += [Point(survey.scenario, "faults", number, mode) for mode in faults]
    return [point for point in found if point.kind in kinds]


def shuffled(found: Sequence[Point], seed: int) -> list[Point]:
    """Return the points in an order that the seed alone decides, so that any beginning of it is a fair sample.

    Kinds take turns, or the many messages would crowd out the few steps on files.
    """
    chance = random.Random(seed)
    groups: dict[tuple[str, str], list[Point]] = {}
    for point in found:
        groups.setdefault((point.scenario, point.kind), []).append(point)
    places = []
    for group in groups.values():
        chance.shuffle(group)
        places += [((place + chance.random()) / len(group) ** 0.5, point) for place, point in enumerate(group)]
    return [point for _, point in sorted(places, key=lambda one: one[0])]

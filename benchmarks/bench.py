"""The common needs of scenarios: the place, the server, the request, and ways that take turns."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import data
from benchmarks.measure import Run, measure
from benchmarks.project import Project
from benchmarks.server import REPOSITORY, Server

Way = Callable[[], Run]
Cases = dict[str, dict[str, list[Run]]]  # by case, then by way, in the order of the table

REFILL, OTHER = "bench_refill", "bench_other"  # databases: refill's, and that of the way beside it


@dataclass(frozen=True)
class Bench:
    """`work` is the scratch folder, `rounds` None where each size has its own, `slow` whether hours are welcome."""

    work: Path
    server: Server
    sizes: tuple[int, ...]
    rounds: int | None
    slow: bool

    def say(self, text: str) -> None:
        print(text, file=sys.stderr, flush=True)

    def rounds_of(self, size: int) -> int:
        """Return how often each way runs where --rounds is not given: large sizes vary less, and take their time."""
        return self.rounds or (3 if size <= 10_000 else 1)

    def project(self, name: str, form: str = "csv") -> Project:
        project = Project(self.work / name, self.server, REFILL)
        project.make(form)
        return project

    def program(self, module: str, *arguments: object, on_empty: bool = True) -> Run:
        """Return a way that is a program of this package, on an empty database or that of the last way."""
        if on_empty:
            self.server.create(OTHER)
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.work), "LANG": "C.UTF-8"}
        environment |= self.server.environment(OTHER)
        command = [sys.executable, "-m", f"benchmarks.ways.{module}", *map(str, arguments)]
        return measure(command, environment, REPOSITORY, self.server)

    def limit(self, delivery: data.Delivery, *last: str) -> Run:
        """Return the whole job by COPY and limit.sql, or the stages up to `last`."""
        files = (delivery.performance, delivery.income)
        return self.program("limit", delivery.root, *files, self.copies(delivery), *last)

    def copies(self, delivery: data.Delivery) -> str:
        """Return the reader of the files for COPY: the server where it can, else the client."""
        both = (delivery.performance, delivery.income)
        return "server" if all(self.server.can_read(path) for path in both) else "client"

    def take_turns(
        self, case: str, rounds: int, ways: Mapping[str, Way], once: Sequence[str] = ()
    ) -> dict[str, list[Run]]:
        """Run A, B, A, B …: other load of the machine touches all ways alike. Ways that take minutes run `once`."""
        runs: dict[str, list[Run]] = {name: [] for name in ways}
        for number in range(1, rounds + 1):
            for name, way in ways.items():
                if name in once and number > 1:
                    continue
                runs[name].append(way())
                self.say(f"  {case} · {name} · {number}/{rounds}: {runs[name][-1].words}")
        return runs

    def clear(self) -> None:
        self.server.drop(REFILL)
        self.server.drop(OTHER)

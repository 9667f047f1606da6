"""What may happen, in any order: Hypothesis draws lives from these events."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from .company import CHOICES, GIVEN, HEADERS, Policy
from .files import File, Line
from .imagined import Imagined
from .model import Pipeline
from .world import World

CELLS: dict[str, list[str]] = {
    "月度": ["202411"] * 8 + ["2024-11", "２０２４11", "202412", "202412", "x", ""],
    "渠道": ["店"] * 5 + [" 店", "网", "网", "-", ""],
    "客户号": ["001"] * 4 + ["００1", "007", "007", "008", "IN1", "ＩＮ２", "空白", ""],
    "客户名称": ["甲", "甲", "乙", " 甲", ""],
    "地区代码": ["N"] * 6 + ["Ｎ", "W", "E", "", ""],
    "产品": ["P1"] * 5 + ["ｐ1", "P9", "p9", ""],
    "金额": ["1", "2", "3", "2.00", "x", ""],
    "order_no": ["r1", "r2", "r3", "-"],
    "customer": ["001", "007", "009", "IN1", ""],
    "customer_name": ["丙", "丁", ""],
    "product": ["P1", "P1", "P9"],
    "pieces": ["1", "2", "2", "2.5", ""],
}
GIVEN_CELLS: dict[str, list[str]] = {
    "地区": ["", "北方", "南方"],
    "客户号": ["001", "００２", "007", "009"],
    "名称": ["", "长城公司", "新公司"],
    "等级": ["", "A"],
    "地区代码": ["N", "N", "S", "Ｗ", "E", ""],
    "code": ["P1", "p2", "Ｐ9"],
    "name": ["", "Tea", "Rice"],
}
PATHS = {
    "sales": ("data/202411/sales_a.csv", "data/202411/sales_b.csv", "data/202412/sales_a.csv"),
    "returns": ("data/202411/returns_a.csv", "data/202412/returns_b.csv"),
}
DOMAINS = {path: domain for domain, paths in PATHS.items() for path in paths}
Event = tuple[Any, ...]


def lines(table: str, cells: dict[str, list[str]]) -> st.SearchStrategy[Line]:
    return st.tuples(*(st.sampled_from(cells[name]) for name in HEADERS[table]))


def fact_lines(domain: str) -> st.SearchStrategy[list[Line]]:
    """Mostly rows, sometimes a blank line or one with a cell too many, sometimes nothing below the header."""
    usual = lines(domain, CELLS)
    kinds = {
        "usual": usual,
        "blank": st.just(("",) * len(HEADERS[domain])),
        "ragged": usual.map(lambda u: (*u, "more")),
    }
    line = st.sampled_from([*["usual"] * 12, "blank", "ragged"]).flatmap(kinds.__getitem__)
    return st.sampled_from([1, 2, 2, 3, 3, 4, 4, 0]).flatmap(lambda n: st.lists(line, min_size=n, max_size=n))


def products() -> st.SearchStrategy[list[Line]]:
    return st.lists(lines("product", GIVEN_CELLS), min_size=1, unique_by=lambda line: line[0])


def regions() -> st.SearchStrategy[list[Line]]:
    return st.lists(lines("地区", {**GIVEN_CELLS, "名称": GIVEN_CELLS["地区"]}), max_size=4)


CHANGES = [(name, choice) for name, choices in CHOICES.items() for choice in choices]
SALES, RETURNS = st.sampled_from(PATHS["sales"]), st.sampled_from(PATHS["returns"])
EVENTS: list[tuple[int, str, tuple[st.SearchStrategy[Any], ...]]] = [
    # how often, which method of Life, with what
    (6, "deliver", (SALES, fact_lines("sales"))),
    (2, "deliver", (RETURNS, fact_lines("returns"))),
    (4, "deliver_old_bytes", (st.integers(0, 2), st.sampled_from((0, 0, 1, 1, 2, 3)))),
    (2, "leave_out_a_line", (SALES,)),
    (1, "remove", (st.sampled_from([*DOMAINS]),)),
    (1, "give", (st.just("地区"), regions())),
    (1, "give", (st.just("客户"), st.lists(lines("客户", GIVEN_CELLS), max_size=4))),
    (1, "give", (st.just("product"), products())),
    (1, "give_without_the_last_column", (st.just("客户"),)),
    (1, "give_what_was_first", (st.sampled_from([*GIVEN]),)),
    (2, "decide", (st.sampled_from(CHANGES),)),
    (1, "decide", (st.sampled_from([change for change in CHANGES if change[1] == "fail"]),)),
    (6, "run", ()),
    (1, "run_by_hand", ()),
    (1, "run_one_domain", (st.sampled_from([*PATHS]),)),
    (2, "run_and_kill", (st.integers(0, 20),)),
    (1, "run_again", ()),
    (3, "undo", (st.sampled_from((0, 0, 1, 2)),)),
]


def any_event() -> st.SearchStrategy[Event]:
    kinds = [st.tuples(st.just(name), *details) for often, name, details in EVENTS for _ in range(often)]
    return st.integers(0, len(kinds) - 1).flatmap(kinds.__getitem__)


class Life(RuleBasedStateMachine):
    """The files, the YAML, the sources and the database of one company, beside the model of all of it.

    There is one rule, because Hypothesis leaves out rules at random, and most lives need most events. What a steward
    decides of derived rows will be one more event here, and one more method of the model.
    """

    world: ClassVar[World | Imagined]
    lives: ClassVar[int] = 0
    events: ClassVar[int] = 0
    runs: ClassVar[int] = 0

    @initialize(fresh=st.sampled_from((False, False, False, True)))
    def begin(self, fresh: bool) -> None:
        Life.lives += 1
        self.policy = Policy()
        self.pipeline: Pipeline = self.world.begin(fresh)
        self.versions: list[tuple[str, File]] = []
        self.changed = fresh

    @rule(event=any_event())
    def happen(self, event: Event) -> None:
        Life.events += 1
        getattr(self, event[0])(*event[1:])

    def teardown(self) -> None:
        if hasattr(self, "pipeline") and self.changed:
            self.run()

    # ---- what people do ----

    def deliver(self, path: str, content: list[Line]) -> None:
        domain = DOMAINS[path]
        self._deliver(path, File(HEADERS[domain], tuple(content)))
        self.versions.append((domain, self.world.disk.facts[path]))

    def deliver_old_bytes(self, path: int, version: int) -> None:
        """Of the files so far the last but `version`, at this or another place."""
        if version < len(self.versions):
            domain, file = self.versions[-1 - version]
            self._deliver(PATHS[domain][path % len(PATHS[domain])], file)

    def leave_out_a_line(self, path: str) -> None:
        file = self.world.disk.facts.get(path)
        if file and file.lines:
            self._deliver(path, replace(file, lines=file.lines[:-1]))

    def remove(self, path: str) -> None:
        if path in self.world.disk.facts:
            self.changed = True
            self.world.remove(path)

    def give(self, table: str, content: list[Line]) -> None:
        self.changed = True
        self.world.give(table, File(HEADERS[table], tuple(content)))

    def give_what_was_first(self, table: str) -> None:
        self.give(table, list(GIVEN[table]))

    def give_without_the_last_column(self, table: str) -> None:
        self.changed = True
        file = self.world.disk.sources[table]
        if len(file.header) == len(HEADERS[table]):
            self.world.give(table, File(file.header[:-1], tuple(line[:-1] for line in file.lines)))

    def decide(self, change: tuple[str, str]) -> None:
        name, choice = change
        if getattr(self.policy, name) != choice:
            self.changed = True
            self.policy = replace(self.policy, **{name: choice})
            self.world.decide(self.policy)

    # ---- the runs ----

    def run(self) -> None:
        self._run(self.world.run)

    def run_by_hand(self) -> None:
        self._run(self.world.run_by_hand)

    def run_one_domain(self, domain: str) -> None:
        self._run(lambda: self.world.run(domain), domain)
        self.changed = True

    def run_and_kill(self, moment: int) -> None:
        """A run that is killed, and the one after it; in a quiet moment there is nothing to kill."""
        if self.changed:
            self.world.run_and_kill(moment / 20)
            self.run()

    def run_again(self) -> None:
        if not self.changed:
            before = self.world.contents()
            self.run()
            assert self.world.contents() == before, "a second run changed a table"

    def undo(self, number: int) -> None:
        """Of the batches so far the last but `number`, if it has met the YAML and the sources of today only: what
        others made of it and its neighbours stays in promoted rows."""
        batch = len(self.pipeline.batches) - number
        if not self.changed and batch > 0 and batch not in self.pipeline.undone and self._met_the_present_only(batch):
            done = self.world.undo(batch)
            self._compare(done, self.pipeline.undo(self.world.config, batch))

    # ---- how ----

    def _deliver(self, path: str, file: File) -> None:
        self.changed = True
        self.world.deliver(path, file)

    def _met_the_present_only(self, batch: int) -> bool:
        met = [build for build in self.pipeline.builds if build.batches >= batch]
        return all(build.config == self.world.config and build.synced == self.pipeline.synced for build in met)

    def _run(self, how: Callable[[], bool], *domains: str) -> None:
        """Runs both, and compares everything."""
        done = how()
        refused = self.pipeline.run(self.world.config, self.world.disk, domains)
        self.changed = False
        self._compare(done, refused)

    def _compare(self, done: bool, refused: set[str]) -> None:
        Life.runs += 1
        differences = self.world.differences(self.pipeline)
        assert not differences, "\n".join(differences)
        assert done == (not refused), f"exit code {0 if done else 3}, but refused are {refused}"
        assert self.world.broken_invariants() == {}

"""What may happen, in any order: Hypothesis draws lives from these rules."""

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, precondition, rule

from .company import CHOICES, GIVEN, HEADERS, Policy
from .files import File, Line
from .model import Pipeline
from .world import World

CELLS: dict[str, tuple[str, ...]] = {
    "月度": ("202411", "202411", "2024-11", "202412", "x", ""),
    "渠道": ("店", "店", " 店", "网", "-", ""),
    "客户号": ("001", "００1", "007", "008", "IN1", "ＩＮ２", "空白", ""),
    "客户名称": ("甲", "乙", " 甲", ""),
    "地区代码": ("N", "Ｎ", "W", "E", ""),
    "产品": ("P1", "ｐ1", "P9", "p9", ""),
    "金额": ("1", "2", "2.00", "x", ""),
    "order_no": ("r1", "r2", "-"),
    "customer": ("001", "007", "009", "IN1", ""),
    "customer_name": ("丙", "丁", ""),
    "product": ("P1", "P9", "P8"),
    "pieces": ("1", "2", "2.5", ""),
}
GIVEN_CELLS: dict[str, tuple[str, ...]] = {
    "地区": ("", "北方", "南方"),
    "客户号": ("001", "００２", "007", "009"),
    "名称": ("", "长城公司", "新公司"),
    "等级": ("", "A"),
    "地区代码": ("N", "S", "Ｗ", "E"),
    "code": ("P1", "p2", "Ｐ9"),
    "name": ("", "Tea", "Rice"),
}
PATHS = {
    "sales": ("data/202411/sales_a.csv", "data/202411/sales_b.csv", "data/202412/sales_a.csv"),
    "returns": ("data/202411/returns_a.csv", "data/202412/returns_b.csv"),
}
DOMAINS = {path: domain for domain, paths in PATHS.items() for path in paths}
ALL_PATHS = st.sampled_from([*DOMAINS])


def lines(header: Line, cells: dict[str, tuple[str, ...]]) -> st.SearchStrategy[Line]:
    return st.tuples(*(st.sampled_from(cells[name]) for name in header))


def fact_lines(domain: str) -> st.SearchStrategy[list[Line]]:
    """Mostly rows, sometimes a blank line or one with a cell too many."""
    header = HEADERS[domain]
    usual = lines(header, CELLS)
    blank = st.just(("",) * len(header))
    ragged = usual.map(lambda line: (*line, "more"))
    return st.lists(st.one_of(usual, usual, usual, usual, usual, blank, ragged), max_size=4)


class Life(RuleBasedStateMachine):
    """The files, the YAML, the sources and the database of one company, beside the model of all of it.

    What a steward decides of derived rows will be one more rule here, and one more method of the model.
    """

    world: ClassVar[World]
    steps: ClassVar[int] = 0
    lives: ClassVar[int] = 0
    runs: ClassVar[int] = 0

    versions: Bundle[tuple[str, File]] = Bundle("versions")

    @initialize(fresh=st.sampled_from((False, False, False, True)))
    def begin(self, fresh: bool) -> None:
        Life.lives += 1
        self.policy = Policy()
        self.pipeline: Pipeline = self.world.begin(fresh)
        self.changed = fresh

    # ---- what people do ----

    @rule(target=versions, path=st.sampled_from(PATHS["sales"]), content=fact_lines("sales"))
    def deliver_sales(self, path: str, content: list[Line]) -> tuple[str, File]:
        return self._deliver(path, File(HEADERS["sales"], tuple(content)))

    @rule(target=versions, path=st.sampled_from(PATHS["returns"]), content=fact_lines("returns"))
    def deliver_returns(self, path: str, content: list[Line]) -> tuple[str, File]:
        return self._deliver(path, File(HEADERS["returns"], tuple(content)))

    @rule(version=versions, number=st.integers(0, 2))
    def deliver_old_bytes_again(self, version: tuple[str, File], number: int) -> None:
        domain, file = version
        self._deliver(PATHS[domain][number % len(PATHS[domain])], file)

    @rule(path=ALL_PATHS)
    def correct_by_leaving_out_a_line(self, path: str) -> None:
        file = self.world.disk.facts.get(path)
        if file and file.lines:
            self._deliver(path, replace(file, lines=file.lines[:-1]))

    @rule(path=ALL_PATHS)
    def remove(self, path: str) -> None:
        if path in self.world.disk.facts:
            self._step()
            self.world.remove(path)

    @rule(content=st.lists(lines(HEADERS["地区"], {**GIVEN_CELLS, "名称": GIVEN_CELLS["地区"]}), max_size=4))
    def give_regions(self, content: list[Line]) -> None:
        self._give("地区", content)

    @rule(content=st.lists(lines(HEADERS["客户"], GIVEN_CELLS), max_size=4), columns=st.sampled_from((4, 4, 4, 3)))
    def give_customers(self, content: list[Line], columns: int) -> None:
        self._give("客户", [line[:columns] for line in content], columns)

    @rule(content=st.lists(lines(HEADERS["product"], GIVEN_CELLS), min_size=1, unique_by=lambda line: line[0]))
    def give_products(self, content: list[Line]) -> None:
        self._give("product", content)

    @rule(table=st.sampled_from([*GIVEN]))
    def give_what_was_there_first(self, table: str) -> None:
        self._give(table, list(GIVEN[table]))

    @rule(change=st.sampled_from([(name, choice) for name, choices in CHOICES.items() for choice in choices]))
    def decide(self, change: tuple[str, str]) -> None:
        name, choice = change
        if getattr(self.policy, name) != choice:
            self._step()
            self.policy = replace(self.policy, **{name: choice})
            self.world.decide(self.policy)

    # ---- what is run ----

    @precondition(lambda self: self.changed)
    @rule(way=st.sampled_from(("refill", "refill", "refill", "plain dbt", "sales alone", "returns alone")))
    def run(self, way: str) -> None:
        if way == "refill":
            self._run(self.world.run)
        elif way == "plain dbt":
            self._run(self.world.run_by_hand)
        else:
            domain = way.removesuffix(" alone")
            self._run(lambda: self.world.run(domain), domain)
            self.changed = True

    @precondition(lambda self: self.changed)
    @rule(moment=st.integers(0, 20))
    def run_and_kill_and_run(self, moment: int) -> None:
        self.world.run_and_kill(moment / 20)
        self._run(self.world.run)

    @precondition(lambda self: not self.changed)
    @rule()
    def run_again(self) -> None:
        before = self.world.project.contents()
        self._run(self.world.run)
        assert self.world.project.contents() == before, "a second run changed a table"

    @precondition(lambda self: not self.changed)
    @rule(number=st.integers(1, 6))
    def undo(self, number: int) -> None:
        """A batch that has met the YAML and the sources of today only: what others made of it and its neighbours stays
        in promoted rows."""
        config = self.world.project.config
        met = [build for build in self.pipeline.builds if build.batches >= number]
        unchanged = all(build.config == config and build.synced == self.pipeline.synced for build in met)
        if met and unchanged and number not in self.pipeline.undone:
            done = self.world.undo(number)
            self._compare(done, self.pipeline.undo(config, number))

    def teardown(self) -> None:
        if hasattr(self, "pipeline") and self.changed:
            self._run(self.world.run)

    # ---- how ----

    def _step(self) -> None:
        Life.steps += 1
        self.changed = True

    def _deliver(self, path: str, file: File) -> tuple[str, File]:
        self._step()
        self.world.deliver(path, file)
        return DOMAINS[path], file

    def _give(self, table: str, content: list[Line], columns: int | None = None) -> None:
        self._step()
        self.world.give(table, File(HEADERS[table][:columns], tuple(content)))

    def _run(self, how: Callable[[], bool], *domains: str) -> None:
        """Runs both, and compares everything."""
        done = how()
        refused = self.pipeline.run(self.world.project.config, self.world.disk, domains)
        self.changed = False
        self._compare(done, refused)

    def _compare(self, done: bool, refused: set[str]) -> None:
        Life.steps += 1
        Life.runs += 1
        differences = self.world.differences(self.pipeline)
        assert not differences, "\n".join(differences)
        assert done == (not refused), f"exit code {0 if done else 3}, but refused are {refused}"
        assert self.world.project.verify() == {}

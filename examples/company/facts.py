"""The rows of the two fact sheets, made column by column so that a million rows take seconds."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from examples.company import cells, names
from examples.company.cells import Cell, Numbers
from examples.company.keys import Ints, Keys, where
from examples.company.universe import Sample

PERFORMANCE, INCOME = "规模明细", "收入明细"
SHEETS = (PERFORMANCE, INCOME)
CHUNK = 200_000
BAD_ROWS = 5  # in each chunk that has any

KEY_COLUMNS = ["业务类型", "计划类型", "计划代码", "计划名称", "组合类型", "组合代码", "组合名称", "客户名称"]
AMOUNTS = ["期初资产规模", "期末资产规模", "供款", "流失(含待遇支付)", "流失", "待遇支付", "投资收益"]
ACCOUNTS = ["年金账户号", "年金账户名", "company_id", "子企业号", "子企业名称", "集团企业客户号", "集团企业客户名称"]
COLUMNS = {
    PERFORMANCE: ["月度", *KEY_COLUMNS, *AMOUNTS, "当期收益率", "年化收益率", "机构代码", "机构名称", *ACCOUNTS],
    INCOME: ["月度", *KEY_COLUMNS, "机构代码", "机构名称", "company_id", "固费", "浮费", "回补", "税"],
}


@dataclass(frozen=True)
class Chunk:
    """Some rows of one sheet. `month` holds the way in which each row writes the month."""

    month: str
    columns: dict[str, Any]
    ways: list[int]
    broken_months: frozenset[int]

    def month_values(self, as_cells: bool) -> list[Cell]:
        values = cells.written_months(self.month, self.ways, as_cells)
        for position in self.broken_months:
            values[position] = cells.BROKEN_MONTH.format(year=self.month[:4])
        return values

    def texts(self) -> dict[str, pa.Array]:
        """Return every column as text, for csv."""
        made = {"月度": pa.array(self.month_values(False), pa.string())}
        return made | {n: c.texts() if isinstance(c, Numbers) else c for n, c in self.columns.items()}

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """Return row by row as cell values, for a workbook."""
        lists = [c.cells() if isinstance(c, Numbers) else c.to_pylist() for c in self.columns.values()]
        return zip(self.month_values(True), *lists, strict=True)


def chunks(sample: Sample, month: str, sheet: str, corrected: bool = False) -> Iterator[Chunk]:
    """Return the rows of a sheet in pieces; of a correction, fewer in one scope, other amounts, no bad rows."""
    left, number = sample.rows[SHEETS.index(sheet)], 0
    while left > 0:
        seed = (sample.seed, int(month), SHEETS.index(sheet), number)
        yield _Rows(sample, month, min(left, CHUNK), number == 0, np.random.default_rng(seed)).chunk(sheet, corrected)
        left, number = left - CHUNK, number + 1


class _Rows:
    """Draws the rows of one chunk. `first` is True for the month's first."""

    def __init__(self, sample: Sample, month: str, count: int, first: bool, random: np.random.Generator) -> None:
        self.sample, self.universe, self.month, self.count, self.random = sample, sample.universe, month, count, random
        keys = Keys(sample, month, count, first, random)
        self.keys = keys.columns()
        self.owner = keys.owner

    def chunk(self, sheet: str, corrected: bool) -> Chunk:
        columns = dict(self.keys)
        if sheet == PERFORMANCE:
            columns |= self._performance()
        else:
            columns |= {
                "固费": self._amount(9),
                "浮费": self._amount(8, share=0.3),
                "回补": self._amount(6, share=0.1),
                "税": self._amount(6),
            }
        ways = self._month_ways()
        broken = frozenset[int]()
        if self.sample.bad_rows and not corrected and self.count > 20 * BAD_ROWS:
            broken = self._spoil(columns, sheet)
        columns = {name: columns[name] for name in COLUMNS[sheet] if name != "月度"}
        chunk = Chunk(self.month, columns, ways, broken)
        return _correct(chunk) if corrected else chunk

    def _performance(self) -> dict[str, Any]:
        start, paid_in, gain = self._amount(15), self._amount(12, share=0.6), self._amount(11)
        leaving, benefits = self._amount(11, share=0.3), self._amount(11, share=0.5)
        both = Numbers(leaving.values + benefits.values, 2, self._ways())
        end = Numbers(start.values + paid_in.values + gain.values - both.values, 2, self._ways())
        amounts = dict(zip(AMOUNTS, (start, end, paid_in, both, leaving, benefits, gain), strict=True))
        rates = {name: self._rate() for name in ("当期收益率", "年化收益率")}
        sub, group = self._rare(0.15), self._rare(0.10)
        universe = self.universe
        owner = pa.array(self.owner)
        ids = pa.array([f"NJ{c.company_id}" for c in universe.customers]).take(owner)
        numbers = pa.array([c.company_id for c in universe.customers]).take(owner)
        return (
            amounts
            | rates
            | {
                "年金账户号": ids,
                "年金账户名": pc.binary_join_element_wise(self.keys["客户名称"], "年金账户", ""),
                "子企业号": _only(sub, pc.binary_join_element_wise("Z", numbers, "")),
                "子企业名称": _only(sub, pc.binary_join_element_wise(self.keys["客户名称"], "分部", "")),
                "集团企业客户号": _only(group, pc.binary_join_element_wise("J", numbers, "")),
                "集团企业客户名称": _only(group, self.keys["客户名称"]),
            }
        )

    def _amount(self, size: float, share: float = 1.0) -> Numbers:
        """Return amounts in hundredths, over some five powers of ten around e**size; `share` of them are not 0."""
        spread = self.random.random(self.count) + self.random.random(self.count) + self.random.random(self.count)
        values = np.rint(np.exp(size + (spread - 1.5) * 4) * 100).astype(np.int64)
        values[self.random.random(self.count) >= share] = 0
        return Numbers(values, 2, self._ways())

    def _rate(self) -> Numbers:
        values = np.rint((self.random.random(self.count) * 0.11 - 0.03) * 10**6).astype(np.int64)
        return Numbers(values, 6, self._ways(text=cells.PERCENT))

    def _ways(self, text: int = cells.COMMAS) -> Ints:
        share = self.random.random(self.count)
        if self.sample.plain:
            return np.zeros(self.count, dtype=np.int8)
        edges = np.array([0.06, 0.08, 0.10])
        return np.array([text, cells.DASH, cells.EMPTY, cells.PLAIN], dtype=np.int8)[np.searchsorted(edges, share)]

    def _month_ways(self) -> list[int]:
        share = self.random.random(self.count)
        if self.sample.plain:
            return [0] * self.count
        drawn = np.where(share < 0.8, 0, ((share - 0.8) * 5 * cells.MONTH_WAYS).astype(np.int64))
        ways: list[int] = drawn.tolist()
        return ways

    def _rare(self, share: float) -> Ints:
        return self.random.random(self.count) < share

    def _spoil(self, columns: dict[str, Any], sheet: str) -> frozenset[int]:
        """Put two unreadable amounts, two unknown lines of business and one unreadable month near the end."""
        last = self.count - 3 * BAD_ROWS
        amount = columns["期末资产规模" if sheet == PERFORMANCE else "固费"]
        amount.ways[[last, last + 3]] = cells.BROKEN
        unknown = np.isin(np.arange(self.count), [last + 6, last + 9])
        columns["业务类型"] = where(unknown, names.UNKNOWN_BUSINESS, columns["业务类型"])
        return frozenset({last + 12})


def _correct(chunk: Chunk) -> Chunk:
    """Take away every fifth row of the largest scope, and change the amounts of every thirtieth row."""
    largest = pc.and_(
        pc.equal(chunk.columns["业务类型"], "企年投资"), pc.equal(chunk.columns["计划类型"], names.SINGLE)
    )
    scope = np.nonzero(largest.to_numpy(zero_copy_only=False))[0]
    keep = np.setdiff1d(np.arange(len(chunk.ways)), scope[4::5])
    columns: dict[str, Any] = {}
    for name, column in chunk.columns.items():
        if isinstance(column, Numbers):
            values = column.values.copy()
            if column.scale == 2:
                values[::30] += 12_345
            columns[name] = Numbers(values[keep], column.scale, column.ways[keep])
        else:
            columns[name] = column.take(pa.array(keep))
    return Chunk(chunk.month, columns, [chunk.ways[at] for at in keep], frozenset())


def _only(wanted: Ints, values: pa.Array) -> pa.Array:
    return pc.if_else(pa.array(wanted), values, pa.scalar(None, pa.string()))

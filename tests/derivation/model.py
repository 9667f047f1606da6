"""What a reference table holds after a run, written from the specification alone: pipeline.md "Reference rows" and
config.md "Modes". Pure: a state and the arriving rows make the next state."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from refill.config.models import Config, Domain, ForeignKey, ReferenceTable

from .aggregations import Fact, aggregate
from .cells import Value, fact_value, fold, given, held

Key = tuple[Value, ...]
Cells = dict[str, str | None]


@dataclass(frozen=True)
class Row:
    """A row of a reference table. Moments are the numbers of runs. `derived` are the columns with values from facts."""

    values: dict[str, Value]
    source: str
    needs_review: bool
    domain: str | None
    batch: int | None
    derived_at: int | None
    derived: frozenset[str]
    retired_at: int | None
    created_at: int
    updated_at: int


Table = dict[Key, Row]
State = dict[str, Table]


@dataclass(frozen=True)
class Arrivals:
    """Of one run: the pending rows of each domain, and the authoritative rows of each table, as text."""

    run: int
    facts: dict[str, list[Fact]]
    sources: dict[str, list[Cells]]


@dataclass(frozen=True)
class Candidate:
    """What one foreign key says of each key: the attributes and the first batch that names it."""

    domain: str
    inserts: bool
    fills: bool
    says: dict[Key, tuple[dict[str, Value], int]]


def stage(domain: Domain, batch: int, rows: dict[int, Cells]) -> list[Fact]:
    """Rows of one batch, by row number, as staging types them."""
    return [
        Fact(batch, n, {name: fact_value(domain, name, cells.get(name)) for name in domain.columns})
        for n, cells in rows.items()
    ]


def after(config: Config, state: State, arrivals: Arrivals) -> State:
    """All reference tables after a run, parents first."""
    done: State = {}

    def finish(name: str) -> None:
        if name in done:
            return
        table = config.tables[name]
        for key in table.foreign_keys:
            if key.target_table != name:
                finish(key.target_table)
        done[name] = _Refill(config, table, state.get(name, {}), done, arrivals).rows()

    for name in config.tables:
        finish(name)
    return done


class _Refill:
    """One run of one reference table. `around` holds its parents, finished."""

    def __init__(
        self, config: Config, table: ReferenceTable, held_rows: Table, around: State, arrivals: Arrivals
    ) -> None:
        self.table = table
        self.held = held_rows
        self.around = around
        self.run = arrivals.run
        self.attributes = [name for name in table.columns if name not in table.keys]
        self.links = {c: k.target_table for k in table.foreign_keys for c in k.columns}
        self.candidates = list(self._candidates(config, arrivals))
        self.given = dict(self._given(arrivals.sources.get(table.name, [])))

    def rows(self) -> Table:
        """The table after the run."""
        derived = self._from_facts()
        new = {**self._with_parents(self._from_source(), derived), **derived}
        new |= {key: self._without_lost_parents(key, row, new) for key, row in derived.items()}
        result = {**self.held, **self._retired(), **new}
        for key, row in result.items():
            if key in self.held or key in self.given:
                result[key] = self._filled(key, row, result)
        return {key: self._stamped(key, row) for key, row in result.items()}

    # ---- what arrives ----

    def _given(self, cells: list[Cells]) -> Iterator[tuple[Key, dict[str, Value]]]:
        """The authoritative rows that have a key."""
        for row in cells:
            values = {name: self._cell(name, row.get(name)) for name in self.table.columns}
            key = tuple(values[name] for name in self.table.keys)
            if None not in key:
                yield key, {name: values[name] for name in self.attributes}

    def _cell(self, name: str, text: str | None) -> Value:
        column = self.table.columns[name]
        if name in self.table.keys or name in self.links or column.case:
            text = fold(text or "", column.case)
        return given(text, column.type)

    def _candidates(self, config: Config, arrivals: Arrivals) -> Iterator[Candidate]:
        """Those with the lowest priority number first, then by domain and by foreign key."""
        feeding = [(k.priority, d.name, k.name, d, k) for d in config.domains.values() for k in d.foreign_keys]
        for _, _, _, domain, key in sorted(feeding, key=lambda entry: entry[:3]):
            inserts = "insert_missing" in key.mode and key.on_missing == "register"
            fills = "fill_null_only" in key.mode
            if key.target_table == self.table.name and (inserts or fills):
                says = dict(self._says(domain, key, arrivals.facts.get(domain.name, [])))
                yield Candidate(domain.name, inserts, fills, says)

    def _says(self, domain: Domain, key: ForeignKey, facts: list[Fact]) -> Iterator[tuple[Key, Any]]:
        source_of = dict(zip(key.target_keys, key.source_columns, strict=True))
        groups: dict[Key, list[Fact]] = {}
        for fact in facts:
            name = tuple(fact.values[source_of[column]] for column in self.table.keys)
            if None not in name:
                groups.setdefault(name, []).append(fact)
        for name, rows in groups.items():
            values = {c.target: self._derived(c.target, aggregate(domain, c, rows)) for c in key.attributes}
            yield name, (values, min(row.batch for row in rows))

    def _derived(self, name: str, value: Value) -> Value:
        value = held(value, self.table.columns[name].type)
        return (fold(value) or None) if name in self.links and isinstance(value, str) else value

    # ---- what becomes of it ----

    def _from_source(self) -> Table:
        """Lay authoritative rows over the held ones. A null takes back only a value of the source."""
        rows = {}
        for key, values in self.given.items():
            row = self.held.get(key)
            if row is None:
                rows[key] = Row(values, "authoritative", False, None, None, None, frozenset(), None, self.run, self.run)
                continue
            derived = frozenset(name for name in row.derived if values[name] is None)
            merged = {name: row.values[name] if name in derived else values[name] for name in self.attributes}
            rows[key] = replace(
                row, values=merged, source="authoritative", needs_review=False, derived=derived, retired_at=None
            )
        return rows

    def _from_facts(self) -> Table:
        """A row for each key that a candidate may insert and that is nowhere else."""
        rows = {}
        for candidate in reversed([c for c in self.candidates if c.inserts]):
            for key, (_, batch) in candidate.says.items():
                if key not in self.held and key not in self.given:
                    values = {name: self._said(key, name, self.candidates) for name in self.attributes}
                    derived = frozenset(name for name in self.attributes if values[name] is not None)
                    made = (candidate.domain, batch, self.run, derived)
                    rows[key] = Row(values, "auto_derived", True, *made, None, self.run, self.run)
        return {key: row for key, row in rows.items() if self._lost(key, row, rows).isdisjoint(self.table.keys)}

    def _said(self, key: Key, name: str, candidates: list[Candidate]) -> Value:
        values = (c.says[key][0].get(name) for c in candidates if key in c.says)
        return next((value for value in values if value is not None), None)

    def _with_parents(self, rows: Table, others: Table) -> Table:
        """Authoritative rows without those whose parent does not exist, and without their children."""
        while True:
            kept = {key: row for key, row in rows.items() if not self._lost(key, row, {**rows, **others})}
            if len(kept) == len(rows):
                return rows
            rows = kept

    def _without_lost_parents(self, key: Key, row: Row, new: Table) -> Row:
        """A derived row without the parents that do not exist. Where one is part of the key, there is no row."""
        lost = self._lost(key, row, new)
        values = {name: None if name in lost else value for name, value in row.values.items()}
        return replace(row, values=values, derived=row.derived - lost)

    def _lost(self, key: Key, row: Row, new: Table) -> set[str]:
        """The columns of a row that name a parent that does not exist."""
        whole = {**row.values, **dict(zip(self.table.keys, key, strict=True))}
        return {column for column in self.links if not self._exists(whole[column], column, new)}

    def _exists(self, value: Value, column: str, new: Table) -> bool:
        target = self.links[column]
        there = {**self.held, **new} if target == self.table.name else self.around[target]
        return value is None or (value,) in there

    def _retired(self) -> Table:
        """What a complete source no longer has. An empty source says nothing."""
        if self.table.strategy != "full_replace" or not self.given:
            return {}
        return {
            key: replace(row, retired_at=self.run)
            for key, row in self.held.items()
            if row.source == "authoritative" and row.retired_at is None and key not in self.given
        }

    def _filled(self, key: Key, row: Row, rows: Table) -> Row:
        """Nulls of a row that exists, from the candidates that fill. Lists grow where no source owns them."""
        values, derived = dict(row.values), set(row.derived)
        for name in self.attributes:
            said = self._said(key, name, [c for c in self.candidates if c.fills])
            if said is None or (name in self.links and not self._exists(said, name, rows)):
                continue
            if values[name] is None:
                values[name] = said
                derived.add(name)
            elif self.table.columns[name].type.kind == "json" and name in derived:
                values[name] = values[name] + sorted(set(said) - set(values[name]))
        return replace(row, values=values, derived=frozenset(derived))

    def _stamped(self, key: Key, row: Row) -> Row:
        return row if row == self.held.get(key) else replace(row, updated_at=self.run)

"""Random small worlds: a configuration of one reference table (and a parent), and what arrives in two runs."""

from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from refill.config.models import RULES

from .alphabets import CELLS, CONSTANTS, FACT_TYPES, HOLDS, NULL_TOKENS, ORDERS, PLAIN, SOURCE_CELLS, TEMPLATES
from .model import Cells

KNOWN = {*PLAIN, "max_by", "min_by", "constant", "min", "max", "sum", "count_distinct", "concat_distinct", "template"}
OTHERS = sorted(RULES.keys() - KNOWN - {"json_append"})
"""Aggregations that are new here: those that need no more than a source."""


@dataclass(frozen=True)
class Batch:
    """One file: its rows as text. The rows whose index is in `noted` were rejected or skipped by the reader."""

    domain: str
    rows: tuple[Cells, ...]
    noted: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Run:
    """What arrives before a run. A table without `sources` keeps what it had. `loaded`: the facts get through."""

    batches: tuple[Batch, ...]
    sources: dict[str, list[Cells]]
    loaded: bool = True


@dataclass(frozen=True)
class Case:
    """A configuration as the YAML has it, and the runs."""

    domains: dict[str, Any]
    tables: dict[str, Any]
    runs: tuple[Run, ...]


def drawn_case(number: int) -> Case:
    """A case, the same one for the same number."""
    found: list[Case] = []

    @seed(number)
    @settings(
        max_examples=2, phases=[Phase.generate], database=None, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(cases())
    def collect(case: Case) -> None:
        found.append(case)

    collect()
    return found[-1]  # the first is the simplest there is


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A table `ref` with one or two domains that feed it, often through several keys, often with a parent."""
    kind = draw(st.sampled_from(["text", "text", "text", "upper", "integer", "pair"]))
    parent = draw(st.sampled_from([None, "par", "ref", "ref"] if kind == "text" else [None, "par"]))
    tables = {"ref": draw(_tables(kind, parent))}
    if parent == "par":
        tables["par"] = {"key": "主键", "columns": {"主键": "text", "说明": "text"}, **draw(_source("说明"))}
    names = draw(st.sampled_from([["a"], ["a", "b"], ["b", "a"]]))
    domains = {name: draw(_domains(kind, tables)) for name in names}
    runs = tuple(draw(_runs(domains, tables, first)) for first in (True, False))
    return Case(domains, tables, runs)


def _source(cursor: str) -> st.SearchStrategy[dict[str, Any]]:
    file = {"source": {"type": "file", "path": "data/ref.csv"}}
    return st.sampled_from(
        [{}, *({**file, "strategy": s} for s in ("full_replace", "full_replace", "merge")),
         {**file, "strategy": "incremental", "cursor": cursor}]
    )  # fmt: skip


@st.composite
def _tables(draw: st.DrawFn, kind: str, parent: str | None) -> dict[str, Any]:
    keys: dict[str, Any] = {"代码": {"type": "text", "case": "upper"} if kind == "upper" else "text"}
    if kind == "integer":
        keys = {"代码": "integer"}
    elif kind == "pair":
        keys = {"代码": "text", "编号": "integer"}
    types = draw(st.lists(st.sampled_from(["text", "text", "text", *SOURCE_CELLS]), min_size=1, max_size=5))
    table: dict[str, Any] = {"keys": list(keys), "columns": {**keys, **{f"列{i}": t for i, t in enumerate(types, 1)}}}
    if parent:
        table["columns"]["上级"] = "text"
        table["foreign_keys"] = [{"column": "上级", "target_table": parent}]
    return {**table, **draw(_source("列1"))}


@st.composite
def _domains(draw: st.DrawFn, kind: str, tables: dict[str, Any]) -> dict[str, Any]:
    columns: dict[str, Any] = dict(FACT_TYPES)
    if draw(st.booleans()):
        columns["名称"] = {"type": "text", "case": draw(st.sampled_from(["upper", "lower"]))}
    if kind == "upper":
        columns |= {name: {"type": "text", "case": "upper"} for name in ("键", "键2")}
    sources = (
        [["号"]] if kind == "integer" else [[k, "号"] for k in ("键", "键2")] if kind == "pair" else [["键"], ["键2"]]
    )
    keys = [draw(_foreign_keys("fk_ref", source, tables["ref"])) for source in sources[: draw(st.integers(1, 2))]]
    if "par" in tables and draw(st.booleans()):
        shown = {"backfill_columns": [{"source": "备注", "target": "说明"}]}
        keys.append({"name": "fk_par", "source_column": "父", "target_table": "par", "target_key": "主键", **shown})
    for number, key in enumerate(keys):
        key["name"] += f"_{number}"
    return {"columns": columns, "null_tokens": draw(st.sampled_from(NULL_TOKENS)), "foreign_keys": keys}


@st.composite
def _foreign_keys(draw: st.DrawFn, name: str, sources: list[str], table: dict[str, Any]) -> dict[str, Any]:
    key: dict[str, Any] = {"name": name, "source_columns": sources, "target_table": "ref", "target_keys": table["keys"]}
    if draw(st.integers(0, 3)) == 0:
        key = {**key, "source_columns": sources[::-1], "target_keys": table["keys"][::-1]}
    modes = [
        "insert_missing",
        "fill_null_only",
        ["insert_missing", "fill_null_only"],
        ["insert_missing", "fill_null_only"],
    ]
    key["mode"] = draw(st.sampled_from(modes))
    key["on_missing"] = draw(st.sampled_from(["register", "register", "register", "quarantine"]))
    key["on_null"] = draw(st.sampled_from(["allow", "quarantine"]))
    key["skip_patterns"] = draw(st.sampled_from([[], ["IN*"], ["?N1", "B"]]))
    key["skip_blank_values"] = draw(st.booleans())
    key["priority"] = draw(st.integers(1, 2))
    attributes = {c: t for c, t in table["columns"].items() if c not in table["keys"] and isinstance(t, str)}
    chosen = [c for c in attributes if draw(st.integers(0, 5))]
    key["backfill_columns"] = [draw(_mappings(column, attributes[column])) for column in chosen]
    return key


@st.composite
def _mappings(draw: st.DrawFn, target: str, kind: str) -> dict[str, Any]:
    if target == "上级":
        return {"source": "父", "target": target, "aggregation": {"type": draw(st.sampled_from(PLAIN))}}
    how = draw(st.sampled_from(_aggregations(kind)))
    if how == "constant":
        return {"target": target, "aggregation": {"type": how, "value": draw(st.sampled_from(CONSTANTS[kind]))}}
    if how in ("template", "json_append"):
        return {"target": target, "aggregation": {"type": how, "template": draw(st.sampled_from(TEMPLATES))}}
    if draw(st.integers(0, 19)) == 0:
        return {"source": "没有", "target": target, "optional": True, "aggregation": {"type": "last"}}
    aggregation: dict[str, Any] = {"type": how}
    if how in ("max_by", "min_by"):
        aggregation["order_column"] = draw(st.sampled_from(ORDERS))
    if how == "concat_distinct":
        aggregation |= {"separator": draw(st.sampled_from(["+", ",", "'"])), "sort": draw(st.booleans())}
    return {"source": draw(st.sampled_from(_sources(how, kind))), "target": target, "aggregation": aggregation}


def _aggregations(kind: str) -> list[str]:
    """What a column of this type can be made with."""
    if kind == "json":
        return ["json_append"]
    found = [*PLAIN, "max_by", "min_by", "constant"]
    if kind != "boolean":
        found += ["min", "max"]
    if kind.startswith(("numeric", "integer")):
        found += ["sum", "count_distinct"]
    if kind == "text":
        found += ["concat_distinct", "concat_distinct", "template", "template", "count_distinct", "sum"]
    return found + [name for name in OTHERS if RULES[name].gives in (None, kind.split("(")[0]) and _sources(name, kind)]


def _sources(how: str, kind: str) -> list[str]:
    """The fact columns that an aggregation can read for a column of this type."""
    if how in OTHERS:
        takes = RULES[how].takes
        held = list(FACT_TYPES) if RULES[how].gives else HOLDS[kind]
        return [source for source in held if takes is None or FACT_TYPES[source].split("(")[0] in takes]
    if how == "sum":
        return ["金额", "数量"] if kind != "integer" else ["数量"]
    if how in ("count_distinct", "concat_distinct"):
        return list(FACT_TYPES)
    return [source for source in HOLDS[kind] if source != "标记" or how not in ("min", "max")]


@st.composite
def _runs(draw: st.DrawFn, domains: dict[str, Any], tables: dict[str, Any], first: bool) -> Run:
    batches = tuple(
        Batch(name, *draw(_rows(domains[name])))
        for name in domains
        for _ in range(draw(st.integers(int(first), 1 + int(first))))
    )
    sources = {
        name: draw(_source_rows(table))
        for name, table in tables.items()
        if "source" in table and (first or draw(st.integers(0, 3)))
    }
    return Run(tuple(draw(st.permutations(batches))), sources, draw(st.booleans()))


@st.composite
def _rows(draw: st.DrawFn, domain: dict[str, Any]) -> tuple[tuple[Cells, ...], frozenset[int]]:
    row = st.fixed_dictionaries({name: st.sampled_from(CELLS[name]) for name in domain["columns"]})
    rows = tuple({name: cells[name] for name in domain["columns"]} for cells in draw(st.lists(row, max_size=9)))
    return rows, frozenset(i for i in range(len(rows)) if draw(st.integers(0, 9)) == 9)


@st.composite
def _source_rows(draw: st.DrawFn, table: dict[str, Any]) -> list[Cells]:
    """Rows with different keys, in plain and in full-width spelling, some without a key."""
    keys = table.get("keys", ["主键"])
    first = [["A", "Ｂ", "C", "é", ""], ["P", "Ｑ", "R"], ["1", "2"]][0 if "主键" not in keys else 1]
    if table["columns"][keys[0]] == "integer":
        first = ["1", "2", "3"]
    chosen = draw(st.lists(st.sampled_from(first), unique=True))
    return [
        {
            name: key if name == keys[0] else draw(st.sampled_from(_source_cells(name, kind)))
            for name, kind in table["columns"].items()
        }
        for key in chosen
    ]


def _source_cells(name: str, kind: str) -> list[str | None]:
    if name == "上级":
        return ["P", "Ｐ", "Q", "A", "Z", "", None, None]
    return ["1", "2"] if name == "编号" else SOURCE_CELLS[kind]

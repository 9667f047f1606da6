"""Checks of one reference table: its columns, keys, source, cursor and foreign keys."""

from __future__ import annotations

from refill.config.draft import Draft
from refill.config.models import ReferenceTable, RefForeignKey, Source
from refill.config.names import ascii_problems, column_problems
from refill.config.problems import listed, show
from refill.config.report import Report
from refill.config.schedule import schedule_problems
from refill.config.source import DECISIONS
from refill.text.folding import fold


def check_table(table: ReferenceTable, draft: Draft) -> None:
    """Add the mistakes of `table` to the draft's problems."""
    report = draft.table(table.name)
    report.add_all(ascii_problems("model", table.model, "dim_"), "model")
    _check_columns(table, report)
    _check_sources(table, report)
    _check_schedule(table.schedule, report)
    report.distinct("table", table.depends_on, "depends_on")
    for index, name in enumerate(table.depends_on):
        if name == table.name:
            report.add(f"table {show(name)} depends on itself. Take it out.", "depends_on", index)
        else:
            report.known("table", name, [n for n in draft.table_nodes if n != table.name], "depends_on", index)
    for index, key in enumerate(table.foreign_keys):
        _check_foreign_key(table, key, index, draft)


def _check_columns(table: ReferenceTable, report: Report) -> None:
    seen: dict[str, str] = {}
    for name in table.columns:
        report.add_all(column_problems(name), "columns", name, key=True)
        twin = seen.setdefault(fold(name), name)
        if twin != name:
            report.add(f"column {show(name)} equals {show(twin)} after folding. Rename one.", "columns", name, key=True)
    report.distinct("key", table.keys, "keys")
    for index, name in enumerate(table.keys):
        if report.known("column", name, table.columns, "keys", index) and table.columns[name].type.kind == "json":
            report.add(f"key {show(name)} is json. A key of another type is needed.", "keys", index)


def _check_sources(table: ReferenceTable, report: Report) -> None:
    names: set[str | None] = set()
    for index, source in enumerate(table.sources):
        at = ("sources", index)
        if source.name is not None:
            report.add_all(ascii_problems("name", source.name), *at, "name")
            report.add_all(ascii_problems("landing table", table.landing(source)), *at, "name")
            if source.name == DECISIONS and not source.is_decided:
                report.add(f"name {show(DECISIONS)} is that of stewards' decisions. Choose another.", *at, "name")
        name = source.name or (source.type if source.dbt_seed or source.is_decided else None)
        if name in names:
            shown = show(name) if name else "no name"
            report.add(f"two sources of one table have {shown}. Give each but one a name of its own.", *at)
        names.add(name)
        source.check(report, at)
        _check_renamed(table, source, report, at)
        _check_cursor(table, source, report, at)
        _check_schedule(source.schedule, report, *at)


def _check_renamed(table: ReferenceTable, source: Source, report: Report, at: tuple[str | int, ...]) -> None:
    targets: dict[str, str] = {}
    for name, target in source.columns.items():
        report.known("column", target, table.columns, *at, "columns", name)
        twin = targets.setdefault(target, name)
        if twin != name:
            message = f"{show(twin)} and {show(name)} are both mapped to {show(target)}. Keep one."
            report.add(message, *at, "columns", name)


def _check_cursor(table: ReferenceTable, source: Source, report: Report, at: tuple[str | int, ...]) -> None:
    if source.is_decided:
        return
    settled = table.settled(source)
    strategy_at = (*at, "strategy") if source.strategy else ("strategy",)
    cursor_at = (*at, "cursor") if source.cursor else ("cursor",)
    if settled.strategy == "incremental" and settled.cursor is None:
        report.add("strategy incremental needs a cursor: the column that says what is new.", *strategy_at)
    if settled.cursor is None:
        return
    if source.has_own_columns:
        report.add_all(column_problems(settled.cursor), *cursor_at)
    elif settled.cursor not in source.columns:
        report.known("column", settled.cursor, table.columns, *cursor_at)


def _check_schedule(schedule: str | None, report: Report, *at: str | int) -> None:
    if schedule is not None:
        report.add_all(schedule_problems(schedule), *at, "schedule")


def _check_foreign_key(table: ReferenceTable, key: RefForeignKey, index: int, draft: Draft) -> None:
    report = draft.table(table.name)
    at = ("foreign_keys", index)
    report.distinct("column", key.columns, *at, "columns")
    known = [report.known("column", c, table.columns, *at, "columns", i) for i, c in enumerate(key.columns)]
    if not report.known("table", key.target_table, draft.table_nodes, *at, "target_table"):
        return
    target = draft.tables.get(key.target_table)
    if target is None or not all(known):
        return
    if len(key.columns) != len(target.keys):
        keys = listed(target.keys)
        report.add(f"the key of {show(target.name)} is {keys}. Give one column for each.", *at, "columns")
        return
    for column, name in zip(key.columns, target.keys, strict=True):
        if name not in target.columns:
            continue
        own, other = table.columns[column].type, target.columns[name].type
        if own.kind != other.kind:
            message = f"column {show(column)} is {own} but {show(target.name)}.{name} is {other}. Give both one type."
            report.add(message, *at, "columns")

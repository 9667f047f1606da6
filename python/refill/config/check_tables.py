"""Checks of one reference table: its columns, keys, source, cursor and foreign keys."""

from __future__ import annotations

from refill.config.draft import Draft, Report
from refill.config.models import (
    FileSource,
    HttpSource,
    NoSource,
    ReferenceTable,
    RefForeignKey,
    SeedSource,
    TableSource,
)
from refill.config.names import CONNECTION, ascii_problems, column_problems, path_problems
from refill.config.problems import did_you_mean, listed, show
from refill.folding import fold

ENDINGS = (".yml", ".yaml", ".json", ".csv", ".xlsx", ".parquet")


def check_table(table: ReferenceTable, draft: Draft) -> None:
    """Adds what is wrong with `table` to the draft's problems."""
    report = draft.table(table.name)
    report.add_all(ascii_problems("model", table.model, "dim_"), "model")
    _check_columns(table, report)
    _check_source(table, report)
    _check_cursor(table, report)
    if table.schedule is not None and len(table.schedule.split()) != 5:
        report.add(f"schedule {show(table.schedule)}: use five fields, such as '0 1 * * *'.", "schedule")
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


def _check_source(table: ReferenceTable, report: Report) -> None:
    source = table.source
    if isinstance(source, TableSource | HttpSource) and not CONNECTION.fullmatch(source.connection):
        message = f"connection {show(source.connection)}: use the prefix of environment variables, such as LEGACY."
        report.add(message, "source", "connection")
    if isinstance(source, FileSource):
        _check_file(source, report)
    if isinstance(source, SeedSource):
        report.add_all(ascii_problems("seed", source.seed), "source", "seed")
    if isinstance(source, NoSource):
        return
    targets: dict[str, str] = {}
    for name, target in source.columns.items():
        report.known("column", target, table.columns, "source", "columns", name)
        twin = targets.setdefault(target, name)
        if twin != name:
            message = f"{show(twin)} and {show(name)} are both mapped to {show(target)}. Keep one."
            report.add(message, "source", "columns", name)


def _check_file(source: FileSource, report: Report) -> None:
    report.add_all(path_problems(source.path), "source", "path")
    lower = source.path.lower()
    if not lower.endswith(ENDINGS):
        report.add(f"path {show(source.path)}: use a file that ends with {listed(ENDINGS)}.", "source", "path")
    if source.sheet is not None and not lower.endswith(".xlsx"):
        report.add("sheet is for .xlsx files only. Take it out.", "source", "sheet", key=True)
    if source.encoding is not None and not lower.endswith(".csv"):
        report.add("encoding is for .csv files only. Take it out.", "source", "encoding", key=True)
    elif source.encoding is not None:
        check_encoding(source.encoding, report, "source", "encoding")


def check_encoding(encoding: str, report: Report, *location: str | int) -> None:
    """Refuses an encoding that Python cannot decode text with."""
    try:
        b"text".decode(encoding)
    except UnicodeDecodeError:
        return
    except (LookupError, ValueError):
        known = ("utf-8", "gb18030", "gbk", "big5", "utf-16")
        close = did_you_mean(encoding.lower(), known)
        report.add(f"unknown encoding {show(encoding)}.{close} Use one such as {listed(known)}.", *location)


def _check_cursor(table: ReferenceTable, report: Report) -> None:
    if table.strategy == "incremental" and table.cursor is None:
        report.add("strategy incremental needs a cursor: the column that says what is new.", "strategy")
    if table.cursor is None:
        return
    if isinstance(table.source, TableSource):
        report.add_all(column_problems(table.cursor), "cursor")
    elif table.cursor not in getattr(table.source, "columns", {}):
        report.known("column", table.cursor, table.columns, "cursor")


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

"""Checks of one domain without its foreign keys: files, fact, load, columns, headers, lookups."""

from __future__ import annotations

from refill.config.draft import Draft
from refill.config.models import Column, Domain, Files, Lookup, TotalRows
from refill.config.names import (
    ascii_problems,
    column_problems,
    encoding_problems,
    folded_problems,
    path_problems,
    relation_problems,
)
from refill.config.places import Location
from refill.config.problems import show
from refill.config.report import Report
from refill.text.folding import fold, header_key
from refill.text.periods import PLACEHOLDER, PLACEHOLDERS

MOST_COLUMNS = 1_592
"""Columns of a domain: a table has 1,600, and a raw table eight of refill's own."""
MOST_INDEXED = 32
"""Columns of one index, as PostgreSQL has it."""


def check_domain(domain: Domain, draft: Draft) -> None:
    """Add the mistakes of `domain`, its foreign keys left aside, to the draft's problems."""
    report = draft.domain(domain.name)
    report.add_all(ascii_problems("model", domain.fact.model, "fct_"), "fact", "model")
    report.add_all(relation_problems(domain.fact.table), "fact", "table")
    _check_indexes(domain, report)
    _check_width(domain, report)
    for index, message in folded_problems("null token", domain.null_tokens):
        report.add(message, "null_tokens", index)
    _check_files(domain, report)
    _check_load(domain, report)
    for name, column in domain.columns.items():
        report.add_all(column_problems(name), "columns", name, key=True)
        if column.type.kind == "json":
            report.add("type json is for reference tables only. Use text.", "columns", name, "type")
        if column.lookup is not None:
            _check_lookup(domain, name, column, column.lookup, draft)
    _check_headers(domain, report)
    _check_weight(domain, report)


def _check_files(domain: Domain, report: Report) -> None:
    files = domain.files
    report.add_all(path_problems(files.root), "files", "root")
    report.add_all(path_problems(files.path, PLACEHOLDERS), "files", "path")
    for field in ("patterns", "exclude"):
        for index, pattern in enumerate(getattr(files, field)):
            held = PLACEHOLDERS if field == "patterns" else ()
            report.add_all(path_problems(pattern, held), "files", field, index)
    _check_placeholders(files, report)
    report.distinct("sheet", files.sheets, "files", "sheets")
    _check_header_rows(domain, report)
    if files.delimiter is not None and (len(files.delimiter) != 1 or files.delimiter in '"\r\n'):
        report.add(f"delimiter {show(files.delimiter)}: use one character, such as ',' or ';'.", "files", "delimiter")
    if files.encoding is not None:
        report.add_all(encoding_problems(files.encoding), "files", "encoding")
    if files.total_rows is not None:
        _check_total_rows(domain, files.total_rows, report)


def _check_placeholders(files: Files, report: Report) -> None:
    """Refuse placeholders that say no period together, and those of sheets that no period fills in."""
    said = {one for text in (files.path, *files.patterns) for one in PLACEHOLDER.findall(text)}
    parts = {name for one in said for name, _ in PLACEHOLDERS.get(one, ())}
    if parts and not ("month" in parts and parts & {"year", "short"}):
        message = "the placeholders say no period: {YYYYMM} does, or a year, {YYYY} or {YY}, and a month, {MM} or {M}."
        report.add(message, "files", "path" if PLACEHOLDER.search(files.path) else "patterns")
    for index, sheet in enumerate(files.sheets):
        for found in PLACEHOLDER.findall(sheet):
            if found not in PLACEHOLDERS or found == "{DD}":
                accepted = ", ".join(one for one in PLACEHOLDERS if one != "{DD}")
                report.add(f"{found}: the name of a sheet may hold {accepted}.", "files", "sheets", index)
            elif not parts:
                report.add(f"{found}: path and patterns say no period to put there.", "files", "sheets", index)


def _check_header_rows(domain: Domain, report: Report) -> None:
    files = domain.files
    if files.header_row is not None and files.header_rows:
        report.add("header_row and header_rows are both given: keep one of them.", "files", "header_rows")
    if list(files.header_rows) != sorted(set(files.header_rows)):
        report.add("header_rows: name each row once, from top to bottom, such as [3, 4].", "files", "header_rows")
    if files.header_row == "auto" and not domain.required_headers:
        message = "auto looks for the required headers, and no column is required. Write the number of the row."
        report.add(message, "files", "header_row")


def _check_indexes(domain: Domain, report: Report) -> None:
    """Look at the columns; an index has some, and is given once."""
    for index, columns in enumerate(domain.fact.indexed):
        at = ("fact", "indexes", index)
        if not columns:
            report.add("an index needs columns, such as [月度, 计划代码].", *at)
        if len(columns) > MOST_INDEXED:
            report.add(f"an index has at most {MOST_INDEXED} columns, and this one {len(columns)}.", *at)
        if columns in domain.fact.indexed[:index]:
            report.add(f"the index of {', '.join(columns)} is given twice: keep one of them.", *at)
        report.distinct("column", columns, *at)
        for place, name in enumerate(columns):
            where = at if isinstance(domain.fact.indexes[index], str) else (*at, place)
            report.known("column", name, domain.columns, *where)


def _check_width(domain: Domain, report: Report) -> None:
    if len(domain.columns) > MOST_COLUMNS:
        message = (
            f"{len(domain.columns):,} columns, and PostgreSQL takes {MOST_COLUMNS:,} beside refill's own. Leave out "
            "columns that nothing needs: raw rows keep their cells. Or give the rest to a second domain of these files."
        )
        report.add(message, "columns", key=True)


def _check_total_rows(domain: Domain, rule: TotalRows, report: Report) -> None:
    at = ("files", "total_rows")
    report.distinct("column", rule.columns, *at, "columns")
    for index, name in enumerate(rule.columns):
        report.known("column", name, domain.columns, *at, "columns", index)
    for index, text in enumerate(rule.texts):
        if not fold(text):
            report.add("a text is needed: blank cells mark no total.", *at, "texts", index)
    for index, message in folded_problems("text", rule.texts):
        report.add(message, *at, "texts", index)


def _check_load(domain: Domain, report: Report) -> None:
    load = domain.load
    if load.mode == "replace_scope" and not load.scope:
        report.add("mode replace_scope needs a scope: the columns whose rows a file replaces.", "load", "mode")
    if load.mode == "append" and load.scope:
        report.add("mode append has no scope. Take scope out, or use mode: replace_scope.", "load", "scope")
    report.distinct("column", load.scope, "load", "scope")
    for index, name in enumerate(load.scope):
        report.known("column", name, domain.columns, "load", "scope", index)


def _check_headers(domain: Domain, report: Report) -> None:
    """Refuse a header that means two columns."""
    owners: dict[str, str] = {}
    for name, column in domain.columns.items():
        headers: list[tuple[str, Location, bool]] = [(name, ("columns", name), True)]
        headers += [(alias, ("columns", name, "aliases", i), False) for i, alias in enumerate(column.aliases)]
        for header, location, is_key in headers:
            folded = header_key(header)
            if not folded and not is_key:
                report.add(f"alias {show(header)}: a header is needed.", *location)
            owner = owners.setdefault(folded, name)
            if owner != name:
                what = f"header {show(header)} of {show(name)} also means {show(owner)}: they are equal"
                report.add(f"{what} after folding and without white space. Keep one.", *location, key=is_key)


def _check_lookup(domain: Domain, name: str, column: Column, lookup: Lookup, draft: Draft) -> None:
    report = draft.domain(domain.name)
    at = ("columns", name, "lookup")
    if column.required:
        message = "required is for columns of the file; this one is looked up. Take required out."
        report.add(message, "columns", name, "required", key=True)
    for key, source in lookup.match.items():
        if report.known("column", source, domain.columns, *at, "match", key):
            other = domain.columns[source]
            if other.lookup is not None:
                message = f"column {show(source)} is looked up itself. Match with a column of the file."
                report.add(message, *at, "match", key)
    if report.known("table", lookup.table, draft.table_nodes, *at, "table") and lookup.table in draft.tables:
        _check_lookup_table(domain, name, lookup, draft)


def _check_weight(domain: Domain, report: Report) -> None:
    """Refuse a weight that is no column of numbers."""
    if domain.weight is None or not report.known("column", domain.weight, domain.columns, "weight"):
        return
    kind = domain.columns[domain.weight].type
    if kind.kind not in ("numeric", "integer"):
        report.add(f"weight {show(domain.weight)} is {kind}. Use a numeric or integer column.", "weight")


def _check_lookup_table(domain: Domain, name: str, lookup: Lookup, draft: Draft) -> None:
    """Require that the table has rows to look up, and that the columns compared and taken have one type each."""
    report = draft.domain(domain.name)
    at = ("columns", name, "lookup")
    column = domain.columns[name]
    table = draft.tables[lookup.table]
    if not table.sources:
        message = f"table {show(lookup.table)} has no source, so nothing can be looked up there. Give it a source."
        report.add(message, *at, "table")
    for key, source in lookup.match.items():
        if report.known("column", key, table.columns, *at, "match", key, key=True) and source in domain.columns:
            own, other_type = domain.columns[source].type, table.columns[key].type
            if own.kind != other_type.kind:
                report.add(f"{show(source)} is {own} but {show(key)} is {other_type}.", *at, "match", key)
    if report.known("column", lookup.take, table.columns, *at, "take"):
        taken = table.columns[lookup.take].type
        if taken.kind != column.type.kind:
            message = f"{show(lookup.take)} is {taken} but column {show(name)} is {column.type}. Give both one type."
            report.add(message, *at, "take")

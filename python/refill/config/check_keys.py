"""Checks of the foreign keys of a domain: names, columns, types, order, and what each derives."""

from __future__ import annotations

from refill.config.check_mappings import check_mappings
from refill.config.draft import Draft
from refill.config.models import Domain, ReferenceTable
from refill.config.names import MAX_DOMAIN_BYTES, ascii_problems, folded_problems
from refill.config.problems import listed, show


def check_names_of_keys(domain: Domain, draft: Draft) -> None:
    """Require that foreign keys are named once per domain, and depend on others of the domain."""
    report = draft.domain(domain.name)
    names = [key.name for key in domain.foreign_keys]
    for index, key in enumerate(domain.foreign_keys):
        at = ("foreign_keys", index)
        report.add_all(ascii_problems("foreign key", key.name, limit=MAX_DOMAIN_BYTES), *at, "name")
        if key.name in names[:index]:
            report.add(f"foreign key {show(key.name)} stands twice in this domain. Rename one.", *at, "name")
        report.distinct("foreign key", key.depends_on, *at, "depends_on")
        for position, name in enumerate(key.depends_on):
            if name == key.name:
                report.add(f"foreign key {show(name)} depends on itself. Take it out.", *at, "depends_on", position)
            else:
                others = [n for n in dict.fromkeys(names) if n != key.name]
                report.known("foreign key", name, others, *at, "depends_on", position)


def check_foreign_key(domain: Domain, index: int, draft: Draft) -> None:
    """Add the mistakes of the foreign key at `index` to the draft's problems."""
    report = draft.domain(domain.name)
    key = domain.foreign_keys[index]
    at = ("foreign_keys", index)
    report.distinct("column", key.source_columns, *at, "source_columns")
    for position, name in enumerate(key.source_columns):
        report.known("column", name, domain.columns, *at, "source_columns", position)
    for position, message in folded_problems("pattern", key.skip_patterns):
        report.add(message, *at, "skip_patterns", position)
    known = report.known("table", key.target_table, draft.table_nodes, *at, "target_table")
    table = draft.tables.get(key.target_table) if known else None
    if table is not None:
        _check_target(domain, index, table, draft)
    check_mappings(domain, index, table, draft)


def _check_target(domain: Domain, index: int, table: ReferenceTable, draft: Draft) -> None:
    report = draft.domain(domain.name)
    key = domain.foreign_keys[index]
    at = ("foreign_keys", index)
    report.distinct("key", key.target_keys, *at, "target_keys")
    if set(key.target_keys) != set(table.keys):
        given, keys = listed(key.target_keys), listed(table.keys)
        report.add(f"{given}: the key of {show(table.name)} is {keys}. Use exactly that.", *at, "target_keys")
        return
    for position, (source, target) in enumerate(zip(key.source_columns, key.target_keys, strict=True)):
        if source not in domain.columns or target not in table.columns:
            continue
        own, other = domain.columns[source].type, table.columns[target].type
        if own.kind != other.kind:
            message = f"column {show(source)} is {own} but {show(table.name)}.{target} is {other}. Give both one type."
            report.add(message, *at, "source_columns", position)

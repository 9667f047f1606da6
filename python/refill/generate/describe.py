"""Descriptions for dbt's documentation, in the YAML's words where it has them."""

from typing import Any

from refill.config.models import Config, Domain, ReferenceTable
from refill.config.own_columns import RAW
from refill.generate.candidates import describe as describe_rule


def raw(domain: Domain) -> str:
    """Return the contents of a raw table, and the files that it comes from."""
    files = domain.files
    sheets = f", sheets {', '.join(files.sheets)}" if files.sheets else ""
    return f"{domain.description}. From the files {' or '.join(files.patterns)} in {files.root}/{files.path}{sheets}."


def raw_columns(domain: Domain) -> list[dict[str, Any]]:
    """Return the columns of a raw table with their descriptions."""
    columns = [{"name": own.name, "description": own.description} for own in RAW]
    return columns + [{"name": n, "description": fact_column(domain, n), "quote": True} for n in domain.columns]


def fact_column(domain: Domain, name: str) -> str:
    """Return the description of a fact column."""
    column = domain.columns[name]
    parts = [column.description or f"{name} ({column.type})."]
    if column.lookup:
        match = ", ".join(f"{theirs} = {ours}" for theirs, ours in column.lookup.match.items())
        parts.append(f"Looked up: {column.lookup.take} of {column.lookup.table} where {match}.")
    parts += [f"Key of {k.target_table} ({k.name})." for k in domain.foreign_keys if name in k.source_columns]
    return " ".join(parts)


def reference_column(config: Config, table: ReferenceTable, name: str) -> str:
    """Return the description of a reference column, with the rules that derive it."""
    rules = [
        describe_rule(domain, key, column)
        for domain, key in config.feeding(table.name)
        for column in key.attributes
        if column.target == name
    ]
    return " ".join([reference_column_in_words(name, table), *rules])


def reference_column_in_words(name: str, table: ReferenceTable) -> str:
    column = table.columns[name]
    if column.description:
        return column.description
    return f"Key of {table.name}." if name in table.keys else f"{name} ({column.type})."


def table(table: ReferenceTable) -> str:
    """Return the description of a table."""
    return table.description or f"{table.name}, one row per {', '.join(table.keys)}. {origin(table)}"


def origin(table: ReferenceTable) -> str:
    """Return the origin of the authoritative rows: a sentence for each source, the first before the next."""
    if not table.sources:
        return "No authoritative source: all rows are derived."
    return " Then: ".join(source.description for source in table.sources)

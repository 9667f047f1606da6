"""Descriptions for dbt's documentation, in the YAML's words where it has them."""

from typing import Any

from refill.config.models import Config, Domain, ReferenceTable
from refill.generate.candidates import describe as describe_rule

TRACKING = (
    ("_source", "text", "`authoritative` or `auto_derived`.", True),
    ("_needs_review", "boolean", "True until a person has looked at a derived row.", True),
    ("_derived_from_domain", "text", "The domain whose facts made the row; kept when it is promoted."),
    ("_derived_from_batch", "integer", "The first batch that named the key when the row was made."),
    ("_derived_at", "moment", "When the row was derived."),
    (
        "_derived_columns",
        "names",
        "The columns whose values came from the facts and from no authoritative source.",
        True,
    ),
    (
        "_retired_at",
        "moment",
        "When the authoritative source no longer had the key; null while it has.",
    ),
    ("_created_at", "moment", "When the row was made.", True),
    ("_updated_at", "moment", "When the row last changed.", True),
)

QUARANTINE = (
    ("_batch_id", "integer", "The batch that the row came in.", True),
    ("_row_number", "integer", "The row of its file or sheet.", True),
    ("_file", "text", "The file.", True),
    ("_sheet", "text", "The sheet; empty for files without sheets.", True),
    ("_scope", "text", "The refresh scope that the row belongs to; null where it has none that can be read."),
    (
        "_reasons",
        "text",
        "What keeps the row from loading, one `reason:column` or `missing_key:foreign key` per line; null where "
        "nothing does any more: the row leaves with the next load.",
    ),
    ("_raw", "json", "The whole row as the file had it, by column.", True),
)


def raw(domain: Domain) -> str:
    """What a raw table holds, and which files it comes from."""
    files = domain.files
    sheets = f", sheets {', '.join(files.sheets)}" if files.sheets else ""
    return f"{domain.description}. From the files {' or '.join(files.patterns)} in {files.root}/{files.path}{sheets}."


def raw_columns(domain: Domain) -> list[dict[str, Any]]:
    """The columns of a raw table with their descriptions."""
    fixed = {
        "_batch_id": "The batch: one sheet of one file.",
        "_row_number": "The row of the file or sheet; the header counts.",
        "_file": "The file, relative to the project.",
        "_sheet": "The sheet; empty for files without sheets.",
        "_note": "Why the reader set the row aside (rejected, skipped); null for ordinary rows.",
        "_extra": "Columns of the file that the YAML does not know, as a json object.",
    }
    columns = [{"name": name, "description": text} for name, text in fixed.items()]
    return columns + [{"name": n, "description": fact_column(domain, n), "quote": True} for n in domain.columns]


def fact_column(domain: Domain, name: str) -> str:
    """The description of a fact column."""
    column = domain.columns[name]
    parts = [column.description or f"{name} ({column.type})."]
    if column.lookup:
        match = ", ".join(f"{theirs} = {ours}" for theirs, ours in column.lookup.match.items())
        parts.append(f"Looked up: {column.lookup.take} of {column.lookup.table} where {match}.")
    parts += [f"Key of {k.target_table} ({k.name})." for k in domain.foreign_keys if name in k.source_columns]
    return " ".join(parts)


def reference_column(config: Config, table: ReferenceTable, name: str) -> str:
    """The description of a reference column, with the rules that derive it."""
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
    """The description of a reference table."""
    return table.description or f"{table.name}, one row per {', '.join(table.keys)}. {origin(table)}"


def origin(table: ReferenceTable) -> str:
    """Where the authoritative rows come from: a sentence for each source, the first before the next."""
    if not table.sources:
        return "No authoritative source: all rows are derived."
    return " Then: ".join(source.description for source in table.sources)

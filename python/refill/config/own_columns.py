"""The columns that refill adds to its tables, behind those of the YAML: their kinds, and what they say."""

from typing import NamedTuple


class OwnColumn(NamedTuple):
    """A column of refill's own. `adopted` is what it says, as SQL, of a row that was there before refill."""

    name: str
    kind: str
    description: str
    required: bool = False
    adopted: str = ""


TRACKING = (
    OwnColumn("_source", "text", "`authoritative` or `auto_derived`.", True, "'authoritative'"),
    OwnColumn("_needs_review", "boolean", "True until a person has looked at a derived row.", True, "false"),
    OwnColumn("_derived_from_domain", "text", "The domain whose facts made the row; kept when it is promoted."),
    OwnColumn("_derived_from_batch", "integer", "The first batch that named the key when the row was made."),
    OwnColumn("_derived_at", "moment", "When the row was derived."),
    OwnColumn(
        "_derived_columns",
        "names",
        "The columns whose values came from the facts and from no authoritative source.",
        True,
        "'{}'",
    ),
    OwnColumn("_retired_at", "moment", "When the authoritative source no longer had the key; null while it has."),
    OwnColumn("_created_at", "moment", "When the row was made.", True, "now()"),
    OwnColumn("_updated_at", "moment", "When the row last changed.", True, "now()"),
)
"""Of a reference table. The macros of references/ fill them."""
HISTORIZED = ("_source", "_needs_review", "_retired_at")
"""Those of which a change is a new version in the history of the table."""

PART = OwnColumn("_part", "integer", "The part of the table: it holds one large batch, or many small ones.", True)
"""Of a raw table and of a fact, which are partitioned by it; see landing/parts.py."""

RAW = (
    OwnColumn("_batch_id", "integer", "The batch: one sheet of one file.", True),
    OwnColumn("_row_number", "integer", "The row of the file or sheet; the header counts.", True),
    OwnColumn("_file", "text", "The file, relative to the project.", True),
    OwnColumn("_sheet", "text", "The sheet; empty for files without sheets.", True),
    OwnColumn("_note", "json", "Why the reader set the row aside (rejected, skipped); null for ordinary rows."),
    OwnColumn("_extra", "json", "Columns of the file that the YAML does not know, as a json object."),
    PART,
)
"""Of a raw table, before the file's."""

FACT_KEY = (
    OwnColumn("_batch_id", "integer", "The batch that the row came in.", True),
    OwnColumn("_row_number", "integer", "The row of its file or sheet.", True),
)
"""The way back to the raw row: the primary key of a quarantine table, and with the part that of a fact."""
SKIPPED = OwnColumn("_skipped", "json", "Texts in key columns that are no key by the YAML's skip patterns.")
"""Of staging and of a fact, behind the YAML's."""
QUARANTINE = (
    *FACT_KEY,
    OwnColumn("_file", "text", "The file.", True),
    OwnColumn("_sheet", "text", "The sheet; empty for files without sheets.", True),
    OwnColumn("_scope", "text", "The refresh scope that the row belongs to; null where it has none that can be read."),
    OwnColumn(
        "_reasons",
        "text",
        "What keeps the row from loading, one `reason:column` or `missing_key:foreign key` per line; null where "
        "nothing does any more: the row leaves with the next load.",
    ),
    OwnColumn("_raw", "json", "The whole row as the file had it, by column.", True),
)

"""The names of a project's schemas in the database: after the schema of the dbt target, as dbt names them.

The macro `relation_in` has the same names, and dbt_project.yml says which models go where.
"""

KINDS = ("raw", "landing", "ledger", "staging", "quarantine", "partitions", "seeds", "snapshots", "quality")
"""The schemas beside the target's own."""


def schema_name(target: str, kind: str) -> str:
    """Return the name of one of these schemas."""
    return f"{target}_{kind}"

"""The history of each reference table, by dbt's snapshots: one version per change of a business column."""

from typing import Any

from refill.config.models import Config, ReferenceTable
from refill.config.own_columns import HISTORIZED, TRACKING
from refill.generate.describe import reference_column
from refill.generate.jinja import JOIN_RUN, literal, ref

OF_DBT = {
    "dbt_scd_id": "dbt's own key of the version.",
    "dbt_updated_at": "When the version was taken.",
    "dbt_valid_from": "When the row was first seen in this state.",
    "dbt_valid_to": "When it was first seen in another; null for the state that it is in.",
}


def snapshots(config: Config) -> list[dict[str, Any]]:
    """Return one snapshot per reference table. Rows are compared, not dated: an unchanged row adds no version."""
    return [_snapshot(config, table) for table in config.tables.values()]


def _snapshot(config: Config, table: ReferenceTable) -> dict[str, Any]:
    compared = [column for column in table.columns if column not in table.keys]
    return {
        "name": table.snapshot,
        "description": f"The history of {table.name}: a row for each state that a key has been in.",
        "relation": ref(table.model),
        "config": {
            "pre_hook": JOIN_RUN,
            "post_hook": f"{{{{ refill.note_snapshot({literal(table.name)}) }}}}",
            "unique_key": [_quoted(key) for key in table.keys],
            "check_cols": [_quoted(column) for column in (*compared, *HISTORIZED)],
        },
        "columns": [
            *({"name": n, "description": reference_column(config, table, n), "quote": True} for n in table.columns),
            *({"name": own.name, "description": own.description} for own in TRACKING),
            *({"name": name, "description": text} for name, text in OF_DBT.items()),
        ],
    }


def _quoted(column: str) -> str:
    return f'"{column}"'

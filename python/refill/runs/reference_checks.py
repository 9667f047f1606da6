"""The validation of the reference tables on their own: populated, sound, resolving among themselves, guards kept."""

from collections.abc import Callable
from typing import Any

from refill.database.target import Target
from refill.database.warehouse import Warehouse
from refill.errors import Refused
from refill.project.project import Project
from refill.runs.dbt import dbt
from refill.runs.results import gates_of

TAG = "reference_validation"


def check_references(
    warehouse: Warehouse, project: Project, target: Target, on_progress: Callable[[str], None]
) -> list[dict[str, Any]]:
    """Return every test of the reference tables, with the lines that a failed one lists, as in the outcome of a run.

    Raise Refused before the first build, and RefillError where dbt cannot run.
    """
    if not any(warehouse.exists(warehouse.table(table)) for table in [*warehouse.config.tables.values()][:1]):
        raise Refused("No reference table has been built yet. `refill run` or `refill run --references-only` does.")
    build = dbt(project, target, ["test", "--select", f"tag:{TAG}"], on_progress)
    return gates_of(warehouse, build.nodes)

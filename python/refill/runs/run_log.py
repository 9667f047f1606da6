"""The log of runs in the ledger: a row when a run begins, completed when it ends."""

from typing import Any

from psycopg2.extras import Json

from refill.database.warehouse import Warehouse


def record_start(warehouse: Warehouse, run_id: str, project_state: str) -> None:
    """Note that a run begins, and the hash of the project that it works on."""
    with warehouse.transaction() as work:
        work.execute(
            "insert into {runs} (run_id, project_state, started_at) values (%s, %s, clock_timestamp())",
            [run_id, project_state],
        )


def record_end(warehouse: Warehouse, run_id: str, exit_code: int, built: bool, summary: dict[str, Any]) -> None:
    """Note how a run has ended; `built`: it has built everything, as the YAML says it."""
    with warehouse.transaction() as work:
        work.execute(
            "update {runs} set finished_at = clock_timestamp(), exit_code = %s, built = %s, summary = %s"
            " where run_id = %s",
            [exit_code, built, Json(summary), run_id],
        )

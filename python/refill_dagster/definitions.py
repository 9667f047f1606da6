"""The definitions that Dagster loads."""

from pathlib import Path

import dagster as dg

from refill.config.load import load_config
from refill.project.project import find_project
from refill_dagster.assets import built, check_op, dbt_manifest, dbt_resource, landed, synced
from refill_dagster.nightly import check_job, facts_after, schedules
from refill_dagster.program import Program


def definitions(project_dir: Path | str = ".", target: str | None = None, *, after: str = "sync") -> dg.Definitions:
    """Return assets, the jobs `sync`, `check` and `facts`, their schedules and the sensor, for the project of a folder.

    `after`: the job, `sync` or `check`, whose success starts the facts. Raise Refused where there is no project, or no
    manifest of dbt's.
    """
    program = Program(find_project(Path(project_dir)), target)
    config = load_config(program.project.config_dir)
    sync, land, build = synced(program, config), landed(program, config), built(program, dbt_manifest(program))
    sync_job = dg.define_asset_job(
        "sync", dg.AssetSelection.assets(sync), description="Authoritative sources into their landing tables."
    )
    facts_job = dg.define_asset_job(
        "facts", dg.AssetSelection.assets(land, build), description="New files, reference tables, gates and facts."
    )
    validation = check_job(check_op(program))
    jobs = {"sync": sync_job, "check": validation}
    return dg.Definitions(
        assets=[sync, land, build],
        jobs=[sync_job, validation, facts_job],
        schedules=schedules(sync_job, validation, facts_job),
        sensors=[facts_after([jobs[after]], facts_job)],
        resources={"dbt": dbt_resource(program)},
    )

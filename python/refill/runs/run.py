"""The main job: validate, generate, sync, land, build, and report the changes."""

import time
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import structlog

from refill.config.load import load_config
from refill.config.models import Config
from refill.database import embedded
from refill.database.ddl import prepare
from refill.database.lock import run_lock
from refill.database.schema_changes import refuse_unfit
from refill.database.schemas import Schemas
from refill.database.target import Target
from refill.database.warehouse import Warehouse
from refill.errors import UsageError
from refill.landing.land import land
from refill.project.project import Project
from refill.runs.dbt import Build
from refill.runs.job import Options, Outcome, conclude
from refill.runs.retention import drop_raw, old_batches
from refill.runs.run_log import record_end, record_start
from refill.runs.seeds import refuse_unkeyed_seeds
from refill.runs.selection import Selection, arguments, forget_quarantine_inputs, selected_models, waiting_models
from refill.runs.stages import stage
from refill.runs.upkeep import do as do_upkeep
from refill.runs.upkeep import due as upkeep_due
from refill.runs.work_folder import WorkFolder, work_folder
from refill.sync.sync import SyncRequest, sync
from refill.undo.batch import undo

Progress = Callable[[str, str], None]
Inspect = Callable[[Warehouse, Build | None], None]
log = structlog.get_logger()


def run(
    project: Project, target: Target, options: Options, on_progress: Progress, inspect: Inspect | None = None
) -> Outcome:
    """Do the main job once. `on_progress(stage, what)` is called as work goes on.

    With `inspect` it is a rehearsal: nothing of it stays, and `inspect` sees the database as the run would leave it.
    Raise Refused for a configuration that does not hold together or does not fit the tables, and for another run's
    lock; UsageError for a name or a batch that does not exist; RefillError where the database or dbt fails. Files and
    sources that are refused, and gates that fail, are in the outcome: exit code 3.
    """
    outcome = Outcome(uuid.uuid4().hex)
    structlog.contextvars.bind_contextvars(run_id=outcome.run_id)
    started = time.monotonic()
    with stage(outcome.stages, "validate", on_progress):
        config = load_config(project.config_dir)
        _check_names(config, options)
        refuse_unkeyed_seeds(config, project.root)
    with work_folder(project, target, options.mode, rehearsed=inspect is not None) as folder:
        with stage(outcome.stages, "generate", on_progress):
            outcome.generated = folder.generate(config)
        if not config.is_empty:
            if target.kind == "embedded":
                with stage(outcome.stages, "database", on_progress):
                    embedded.up(project, target)
            schemas = Schemas(target.schema)
            with run_lock(target, schemas), folder.connection() as connection:
                warehouse = Warehouse(connection, schemas, config)
                prepare(warehouse)
                refuse_unfit(warehouse)
                record_start(warehouse, outcome.run_id, folder.state)
                _work(_Job(project, folder, warehouse, options, outcome, on_progress), inspect)
                record_end(warehouse, outcome.run_id, outcome.exit_code, outcome.built, outcome.summary)
    outcome.seconds = round(time.monotonic() - started, 3)
    log.info("plan" if inspect else "run", exit_code=outcome.exit_code, seconds=outcome.seconds)
    return outcome


@dataclass(frozen=True)
class _Job:
    """One run at work: its options, its tools, and its results."""

    project: Project
    folder: WorkFolder
    warehouse: Warehouse
    options: Options
    outcome: Outcome
    on_progress: Progress

    def stage(self, name: str) -> AbstractContextManager[dict[str, Any]]:
        return stage(self.outcome.stages, name, self.on_progress)


def _work(job: _Job, inspect: Inspect | None) -> None:
    selection = _bring_in(job)
    build = None
    if selection is None or selection.models:
        with job.stage("build") as at_work:
            build = job.folder.build(
                job.warehouse.connection, arguments(selection), lambda what: job.on_progress("build", what)
            )
            at_work["ok"] = build.ok
    job.outcome.built = selection is None and job.options.mode is None
    if job.options.mode is not None:
        forget_quarantine_inputs(job.warehouse)
    conclude(job.warehouse, job.outcome, build)
    options = job.options
    if job.outcome.exit_code != 1 and options.undo is None and not options.tables and not options.references_only:
        _retain(job, rehearsed=inspect is not None)
    if job.outcome.exit_code != 1 and inspect is None:
        _keep_up(job)
    if inspect is not None:
        inspect(job.warehouse, build)


def _retain(job: _Job, rehearsed: bool) -> None:
    """Drop the raw rows that are old enough and that nothing needs; a rehearsal only says which."""
    old = old_batches(job.warehouse, job.options.domains)
    free = [batch for batch in old if batch.needed is None]
    if free and not rehearsed:
        with job.stage("retain"):
            free, _ = drop_raw(job.warehouse, free, job.outcome.run_id)
    job.outcome.dropped = free


def _keep_up(job: _Job) -> None:
    """Do what can wait until a run is over, where there is any of it."""
    upkeep = upkeep_due(job.warehouse)
    if upkeep:
        with job.stage("upkeep"):
            do_upkeep(job.warehouse, upkeep, lambda what: job.on_progress("upkeep", what))


def _bring_in(job: _Job) -> Selection | None:
    """Do the steps before the build, as far as the options ask for them: an undoing, or sources and new files.

    Return the selection to build; None means all.
    """
    warehouse, options = job.warehouse, job.options
    config = warehouse.config
    if options.undo is not None:
        with job.stage("undo"):
            job.outcome.undone = undo(warehouse, options.undo)
        return selected_models(config, job.outcome.undone.domains, (), False)
    root = job.project.root
    if options.sync:
        with job.stage("sync"):
            request = SyncRequest(tables=config.with_parents(options.tables), run_id=job.outcome.run_id)
            job.outcome.sources = sync(warehouse, root, request, lambda s: job.on_progress("sync", s))
        if _stopped_by_source(job.outcome):
            return Selection()
    if not options.references_only:
        with job.stage("land"):
            job.outcome.files = land(
                warehouse,
                root,
                domains=options.domains or None,
                period=options.period,
                max_files=options.max_files,
                on_progress=lambda path, domain: job.on_progress("land", f"{path} ({domain})"),
            )
    selection = selected_models(config, options.domains, options.tables, options.references_only)
    return selection or waiting_models(warehouse, job.folder.state, job.outcome.run_id)


def _stopped_by_source(outcome: Outcome) -> bool:
    """Return True if a source that must be read was not: nothing may be derived or loaded without it."""
    missing = [source.table for source in outcome.sources if source.failed and source.required]
    if missing:
        outcome.errors.append(f"Required sources were not read: {', '.join(missing)}. No file was landed or loaded.")
        outcome.stages[-1]["ok"] = False
    return bool(missing)


def _check_names(config: Config, options: Options) -> None:
    asked = (("domain", options.domains, config.domains), ("reference table", options.tables, config.tables))
    for kind, names, known in asked:
        if unknown := [name for name in names if name not in known]:
            raise UsageError(f"{kind} {unknown[0]!r} is not configured. There are: {', '.join(known)}.")

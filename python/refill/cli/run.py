"""`refill run` and `refill plan`: the main job, done or rehearsed."""

from typing import Annotated

import typer

from refill.cli.alert import run_and_tell
from refill.cli.options import Call, Domains, MaxFiles, Period, common
from refill.cli.summaries.plan import of_plan
from refill.config.models import BackfillMode
from refill.runs.job import Options
from refill.runs.plan import plan as rehearse

Tables = Annotated[list[str], typer.Option("--table", help="Only this reference table; may be given more than once.")]
ReferencesOnly = Annotated[bool, typer.Option(help="Fill reference tables, load no facts.")]
NoSync = Annotated[bool, typer.Option("--no-sync", help="Leave the authoritative sources as last synced.")]
Mode = Annotated[
    BackfillMode | None,
    typer.Option("--mode", help="What every foreign key does this once, whatever the YAML says."),
]


@common
def run(
    call: Call,
    domain: Domains = [],
    table: Tables = [],
    period: Period = "",
    mode: Mode = None,
    references_only: ReferencesOnly = False,
    no_sync: NoSync = False,
    max_files: MaxFiles = 0,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing: the same as `refill plan`.")] = False,
) -> None:
    """Run the main job: validate, generate, sync, land new files, dbt build, and a summary."""
    options = _options(domain, table, period, mode, references_only, no_sync, max_files)
    if dry_run:
        _plan(call, options, with_sql=False)
        return
    run_and_tell(call, options)


@common
def plan(
    call: Call,
    domain: Domains = [],
    table: Tables = [],
    period: Period = "",
    mode: Mode = None,
    references_only: ReferencesOnly = False,
    no_sync: NoSync = False,
    max_files: MaxFiles = 0,
    sql: Annotated[bool, typer.Option("--sql", help="Also the SQL of the models that would run.")] = False,
) -> None:
    """Rehearse what `refill run` would do now, and roll the rehearsal back: nothing is written."""
    _plan(call, _options(domain, table, period, mode, references_only, no_sync, max_files), with_sql=sql)


def _options(
    domains: list[str],
    tables: list[str],
    period: str,
    mode: BackfillMode | None,
    references_only: bool,
    no_sync: bool,
    max_files: int,
) -> Options:
    return Options(
        domains=tuple(domains),
        tables=tuple(tables),
        period=period or None,
        references_only=references_only,
        sync=not no_sync,
        max_files=max_files or None,
        mode=mode,
    )


def _plan(call: Call, options: Options, with_sql: bool) -> None:
    with call.progress as progress:
        found = rehearse(call.workspace.project, call.workspace.target, options, progress)
    call.give(found.document(with_sql), of_plan(found, with_sql))
    if found.outcome.exit_code:
        raise typer.Exit(found.outcome.exit_code)

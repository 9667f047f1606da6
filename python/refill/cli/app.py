"""The command line. Only this module prints errors and exits, and only this one catches."""

import sys
import traceback
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import psycopg2
import typer

from refill.cli import adopt, alert, database, docs, explain, prune, quarantine, review, summary
from refill.cli import run as main_job
from refill.cli.options import Call, common
from refill.cli.report import report
from refill.cli.run import Domains, MaxFiles, Period
from refill.errors import RefillError, Refused, UsageError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Keeps a warehouse's reference tables full, so that facts always load.",
)
app.add_typer(database.app, name="db")
app.add_typer(quarantine.app, name="quarantine")
app.add_typer(review.app, name="review")
app.command("adopt", epilog="Example: refill adopt 年金计划")(adopt.adopt)
app.add_typer(alert.app, name="alert")
app.command("report", epilog="Example: refill report --lang zh --open")(report)
app.command("prune", epilog="Example: refill prune --dry-run")(prune.prune)
app.command("explain", epilog="Example: refill explain 年金计划 XNP001")(explain.explain)


@app.command(epilog="Example: refill init shop")
@common
def init(
    call: Call,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make; it may be there, empty.")],
) -> None:
    """A new project with the same machinery and an empty configuration that explains every option."""
    from refill.generate.new_project import init as make_project

    written = make_project(folder)
    call.give({"ok": True, "project": str(folder), "files": written}, summary.of_new_project(folder, written))


app.command(epilog="Example: refill run --domain annuity_income --period 202411")(main_job.run)
app.command(epilog="Example: refill plan --domain annuity_income --sql")(main_job.plan)


@app.command(epilog="Example: refill undo 7")
@common
def undo(
    call: Call,
    batch: Annotated[int, typer.Argument(metavar="BATCH", help="The batch's number, as `refill run` shows it.")],
) -> None:
    """Takes a batch back: its facts go, what it replaced comes back, what was derived for it alone goes too."""
    from refill.runs.run import Options
    from refill.runs.run import run as do

    with call.progress as progress:
        outcome = do(call.workspace.project, call.workspace.target, Options(undo=batch), progress)
    call.give(outcome.document(), summary.of_run(outcome))
    if outcome.exit_code:
        raise typer.Exit(outcome.exit_code)


@app.command(epilog="Example: refill validate --json")
@common
def validate(call: Call) -> None:
    """Checks both YAML files against each other, and against the newest files and the database where they are there."""
    from refill.database.schema_changes import problems as check_tables
    from refill.runs.validation import check_files

    workspace = call.workspace
    config = workspace.config
    _ = workspace.alerts
    problems = check_files(config, workspace.project.root)
    if workspace.database_answers:
        problems += check_tables(workspace.connection, workspace.schemas, config)
    names = {"domains": list(config.domains), "reference_tables": list(config.tables)}
    call.give({"ok": not problems, **names, "problems": problems}, summary.of_validation(config, problems))
    if problems:
        raise typer.Exit(Refused.exit_code)


@app.command(epilog="Example: refill generate --check")
@common
def generate(
    call: Call, check: Annotated[bool, typer.Option(help="Write nothing; exit 1 on a difference.")] = False
) -> None:
    """Writes models/generated/ and config/schema/ from the YAML; stale files are removed."""
    from refill.generate.write import differences, write

    workspace = call.workspace
    changes = (differences if check else write)(workspace.project.root, workspace.config)
    call.give({"ok": not (check and changes), "changes": changes}, summary.of_generation(changes, check))
    if check and changes:
        raise typer.Exit(1)


@app.command(epilog="Example: refill land --domain annuity_income --max-files 3")
@common
def land(
    call: Call,
    files: Annotated[
        list[Path], typer.Argument(metavar="[FILE]...", help="Files; default: what discovery finds.")
    ] = [],
    domain: Domains = [],
    period: Period = "",
    max_files: MaxFiles = 0,
) -> None:
    """Copies new files into the raw tables, one batch a sheet; what has landed before is skipped."""
    from refill.landing.land import land as land_files

    workspace = call.workspace
    with call.progress as progress:
        landed = land_files(
            workspace.connection,
            workspace.schemas,
            workspace.config,
            workspace.project.root,
            domains=domain or None,
            period=period or None,
            files=[path.absolute() for path in files] or None,
            max_files=max_files or None,
            on_progress=lambda path, name: progress("land", f"{path} ({name})"),
        )
    refused = any(file.status == "refused" for file in landed)
    call.give({"ok": not refused, "files": [asdict(file) for file in landed]}, summary.of_files(landed))
    if refused:
        raise typer.Exit(Refused.exit_code)


@app.command(epilog="Example: refill sync 年金计划 --full")
@common
def sync(
    call: Call,
    tables: Annotated[list[str], typer.Argument(metavar="[TABLE]...", help="Reference tables; default: all.")] = [],
    everything: Annotated[bool, typer.Option("--all", help="Every source, due or not.")] = False,
    full: Annotated[bool, typer.Option(help="Read what has not changed too, and increments from their start.")] = False,
    accept_retire: Annotated[
        int | None, typer.Option(min=0, help="Let exactly so many keys of the TABLE be retired.")
    ] = None,
    accept_types: Annotated[bool, typer.Option(help="Take changed column types of the source.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Sync nothing: judge the tables as they are.")] = False,
) -> None:
    """Brings the authoritative sources that are due into their landing tables; a TABLE that is named, due or not."""
    from refill.sync.sync import Wish
    from refill.sync.sync import sync as sync_tables

    wish = Wish(tuple(tables), everything, full, accept_retire, accept_types)
    if check:
        if wish != Wish():
            raise UsageError("--check judges all reference tables, and syncs nothing: give it alone.")
        _check_references(call)
        return
    if accept_retire is not None and len(tables) != 1:
        raise UsageError("--accept-retire is for one table: name it.")
    workspace = call.workspace
    with call.progress as progress:
        synced = sync_tables(
            workspace.connection,
            workspace.schemas,
            workspace.config,
            workspace.project.root,
            wish,
            lambda source: progress("sync", source),
        )
    refused = any(table.status == "refused" or (table.failed and table.required) for table in synced)
    call.give({"ok": not refused, "tables": [asdict(table) for table in synced]}, summary.of_sources(synced))
    if refused:
        raise typer.Exit(Refused.exit_code)


def _check_references(call: Call) -> None:
    from refill.runs.reference_checks import check_references

    workspace = call.workspace
    with call.progress as progress:
        gates = check_references(
            workspace.connection,
            workspace.config,
            workspace.project,
            workspace.target,
            lambda node: progress("check", node),
        )
    ok = all(gate["ok"] for gate in gates)
    call.give({"ok": ok, "gates": gates}, summary.of_gates(gates))
    if not ok:
        raise typer.Exit(Refused.exit_code)


@app.command(epilog="Example: refill status --json")
@common
def status(call: Call) -> None:
    """How things stand: reference rows by origin, batches and rows by domain, the last run."""
    from refill.cli.status_summary import of_status
    from refill.runs.status import status as read_status

    workspace = call.workspace
    found = read_status(workspace.connection, workspace.schemas, workspace.config)
    call.give(found, of_status(found))


@app.command(epilog="Example: refill verify --json")
@common
def verify(call: Call) -> None:
    """Checks the eight invariants on the live database: nothing lost, nothing doubled, nothing left over."""
    from refill.verify.invariants import verify as check
    from refill.verify.live import Live

    workspace = call.workspace
    project = workspace.project
    compiled = project.root / "target" / "compiled" / project.name / "models" / "generated"
    live = Live(workspace.connection, workspace.schemas, workspace.config, compiled)
    with call.progress as progress:
        invariants = check(live, lambda name: progress("verify", name))
    ok = all(invariant.ok for invariant in invariants)
    call.give({"ok": ok, "invariants": [asdict(i) for i in invariants]}, summary.of_invariants(invariants))
    if not ok:
        raise typer.Exit(1)


app.command(epilog="Example: refill docs --open")(docs.docs)


def main() -> None:
    """The console script: runs a command and turns what went wrong into a sentence and an exit code."""
    verbose = "-v" in sys.argv or "--verbose" in sys.argv
    try:
        app()
    except RefillError as error:
        _explain(str(error), verbose)
        sys.exit(error.exit_code)
    except psycopg2.Error as error:
        _explain(f"The database refused: {' '.join(str(error).split())}. Run again with -v for the place.", verbose)
        sys.exit(RefillError.exit_code)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        _explain(f"{place}{error.strerror or error}. Put that right, then run again.", verbose)
        sys.exit(RefillError.exit_code)


def _explain(message: str, verbose: bool) -> None:
    if verbose:
        traceback.print_exc()
    print(f"refill: {message}", file=sys.stderr)

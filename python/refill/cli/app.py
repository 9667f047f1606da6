"""The command line. Only this module prints errors and exits, and only this one catches."""

import sys
import traceback

import psycopg2
import typer

from refill.cli import (
    adopt,
    alert,
    database,
    docs,
    explain,
    generate,
    init,
    land,
    prune,
    quarantine,
    report,
    review,
    run,
    status,
    sync,
    undo,
    validate,
    verify,
)
from refill.errors import RefillError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Keeps a warehouse's reference tables full, so that facts always load.",
)
for group, name in ((database, "db"), (quarantine, "quarantine"), (review, "review"), (alert, "alert")):
    app.add_typer(group.app, name=name)
for command, example in (
    (adopt.adopt, "refill adopt 年金计划"),
    (report.report, "refill report --lang zh --open"),
    (prune.prune, "refill prune --dry-run"),
    (explain.explain, "refill explain 年金计划 XNP001"),
    (init.init, "refill init shop"),
    (run.run, "refill run --domain annuity_income --period 202411"),
    (run.plan, "refill plan --domain annuity_income --sql"),
    (undo.undo, "refill undo 7"),
    (validate.validate, "refill validate --json"),
    (generate.generate, "refill generate --check"),
    (land.land, "refill land --domain annuity_income --max-files 3"),
    (sync.sync, "refill sync 年金计划 --full"),
    (status.status, "refill status --json"),
    (verify.verify, "refill verify --json"),
    (docs.docs, "refill docs --open"),
):
    app.command(epilog=f"Example: {example}")(command)


def main() -> None:
    """Run a command, and turn its error into a sentence and an exit code: the console script."""
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

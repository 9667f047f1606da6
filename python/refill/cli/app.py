"""The command line. Only this module prints errors and exits, and only this one catches.

A command's module is imported when it is called: what all of them need is nine tenths of what `refill --help` would
cost.
"""

import sys
import traceback
from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from refill.errors import RefillError


class Summary(NamedTuple):
    """What `refill --help` says of a command, its module, an example; one without is a group, its module's `app`."""

    text: str
    module: str
    example: str = ""


COMMANDS = {
    "adopt": Summary(
        "Take over a reference table that the database has already, with its rows: checks, columns, constraints.",
        "adopt",
        "refill adopt 年金计划",
    ),
    "report": Summary(
        "Write one HTML file: how full the reference tables are, what waits for a review, what was set aside, and why.",
        "report",
        "refill report --lang zh --open",
    ),
    "prune": Summary(
        "Drop raw rows of loaded batches that are older than `retain` of the YAML says, and that nothing needs.",
        "prune",
        "refill prune --dry-run",
    ),
    "explain": Summary(
        "Show the life of one reference row: the origin of each value, and each change with its time and its author.",
        "explain",
        "refill explain 年金计划 XNP001",
    ),
    "init": Summary(
        "Make a new project with the same machinery and an empty configuration that explains every option.",
        "init",
        "refill init shop",
    ),
    "run": Summary(
        "Run the main job: validate, generate, sync, land new files, dbt build, and a summary.",
        "run",
        "refill run --domain annuity_income --period 202411",
    ),
    "plan": Summary(
        "Rehearse what `refill run` would do now, and roll the rehearsal back: nothing is written.",
        "run",
        "refill plan --domain annuity_income --sql",
    ),
    "undo": Summary(
        "Take a batch back: its facts go, what it replaced comes back, what was derived for it alone goes too.",
        "undo",
        "refill undo 7",
    ),
    "validate": Summary(
        "Check both YAML files against each other, and against the newest files and the database where they are there.",
        "validate",
        "refill validate --json",
    ),
    "generate": Summary(
        "Write models/generated/ and config/schema/ from the YAML; remove stale files.",
        "generate",
        "refill generate --check",
    ),
    "land": Summary(
        "Copy new files into the raw tables, one batch a sheet; skip those that have landed before.",
        "land",
        "refill land --domain annuity_income --max-files 3",
    ),
    "sync": Summary(
        "Bring the authoritative sources that are due into their landing tables; a TABLE that is named, due or not.",
        "sync",
        "refill sync 年金计划 --full",
    ),
    "status": Summary(
        "Show reference rows by origin, batches and rows by domain, and the last run.",
        "status",
        "refill status --json",
    ),
    "verify": Summary(
        "Check the eight invariants on the live database: nothing lost, nothing doubled, nothing left over.",
        "verify",
        "refill verify --json",
    ),
    "docs": Summary(
        "Write the documentation of every table, column and test, with the lineage, as one HTML file.",
        "docs",
        "refill docs --open",
    ),
    "db": Summary("The embedded database: up, down, url, psql. Roles on any: grants.", "database"),
    "quarantine": Summary("The rows that are set aside: list, export.", "quarantine"),
    "review": Summary("The derived rows that wait for a person: list, export, import, and decide.", "review"),
    "alert": Summary("Messages about runs: test.", "alert"),
}


# plain help: drawing it in boxes takes as long as all else that --help does
FORM: dict[str, Any] = {"add_completion": False, "pretty_exceptions_enable": False, "rich_markup_mode": None}


class Group(TyperGroup):
    """A group of commands whose help has their whole summaries."""

    def format_commands(self, _ctx: Any, formatter: Any) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, (one.help or "").strip()) for name, one in self.commands.items()])


def command(name: str) -> Any:
    """Return a command of COMMANDS, or a group of them, from its module."""
    summary = COMMANDS[name]
    module = import_module(f"refill.cli.{summary.module}")
    alone = typer.Typer(**FORM)
    if summary.example:
        alone.command(name, epilog=f"Example: {summary.example}")(getattr(module, name))
        return typer.main.get_command(alone)
    alone.add_typer(module.app, name=name, cls=Group)
    return typer.main.get_group(alone).commands[name]


class Commands(Group):
    """All commands, each no more than its summary until it is called."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.commands = {name: TyperCommand(name, help=summary.text) for name, summary in COMMANDS.items()}

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] in COMMANDS:
            self.commands[args[0]] = command(args[0])
        return super().resolve_command(ctx, args)


app = typer.Typer(cls=Commands, no_args_is_help=True, **FORM)


@app.callback()
def refill() -> None:
    """Keep a warehouse's reference tables full, so that facts always load."""


def main() -> None:
    """Run a command, and turn its error into a sentence and an exit code: the console script."""
    verbose = "-v" in sys.argv or "--verbose" in sys.argv
    try:
        app()
    except Exception as error:  # one that has no sentence is raised again
        message = _message(error)
        if message is None:
            raise
        if verbose:
            traceback.print_exc()
        print(f"refill: {message}", file=sys.stderr)
        sys.exit(error.exit_code if isinstance(error, RefillError) else RefillError.exit_code)


def _message(error: Exception) -> str | None:
    """Return what to say of an error; None where it is none that a user can do anything about."""
    import psycopg2  # here: --help needs no database

    if isinstance(error, RefillError):
        return str(error)
    if isinstance(error, psycopg2.Error):
        return f"The database refused: {' '.join(str(error).split())}. Run again with -v for the place."
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        return f"{place}{error.strerror or error}. Put that right, then run again."
    return None

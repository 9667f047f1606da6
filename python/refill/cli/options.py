"""The options that every command takes, added to a command's own by `@common`."""

import functools
import inspect
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console, RenderableType

from refill.cli import logs
from refill.cli.progress import Progress
from refill.runs.workspace import Workspace

PROJECT_DIR = Annotated[
    Path, typer.Option("--project-dir", help="The project; default: the nearest folder with dbt_project.yml.")
]
TARGET = Annotated[str, typer.Option("--target", help="A target of profiles.yml; default: the profile's own.")]
JSON = Annotated[bool, typer.Option("--json", help="One JSON document on stdout and nothing else.")]
QUIET = Annotated[bool, typer.Option("--quiet", help="Print nothing but errors.")]
NO_COLOR = Annotated[bool, typer.Option("--no-color", help="No colours.")]
VERBOSE = Annotated[bool, typer.Option("-v", "--verbose", help="Tracebacks, and logs on stderr.")]

Domains = Annotated[list[str], typer.Option("--domain", help="Only this domain; may be given more than once.")]
Period = Annotated[str, typer.Option("--period", help="Only the folder of this month, YYYYMM.")]
MaxFiles = Annotated[int, typer.Option("--max-files", help="Land at most so many new files.")]

WIDTH = 110
NOTHING_YET = (
    "Nothing is configured yet: put a reference table into config/reference_sources.yml and a domain into "
    "config/data_sources.yml. Both files explain every option."
)

COMMON: dict[str, tuple[Any, Any]] = {
    "project_dir": (PROJECT_DIR, Path(".")),
    "target": (TARGET, ""),
    "as_json": (JSON, False),
    "quiet": (QUIET, False),
    "no_color": (NO_COLOR, False),
    "verbose": (VERBOSE, False),
}


def console(color: bool) -> Console:
    """Return the console of answers: as wide as the terminal, or wide enough for every table where there is none."""
    return Console(no_color=not color, highlight=False, width=None if sys.stdout.isatty() else WIDTH)


@dataclass(frozen=True)
class Call:
    """One call of a command: its workspace, and the form of its answer."""

    workspace: Workspace
    as_json: bool
    quiet: bool
    color: bool

    @property
    def progress(self) -> Progress:
        """The progress line on stderr, shown only on a terminal."""
        return Progress(shown=not self.quiet and not self.as_json and sys.stderr.isatty(), color=self.color)

    def give(self, document: Any, *shown: RenderableType) -> None:
        """Print the answer: a JSON document, or its form for people."""
        if self.as_json:
            print(json.dumps(document, ensure_ascii=False, indent=2, default=str))
        elif not self.quiet:
            for renderable in shown:
                as_it_is = isinstance(renderable, str)  # to be copied: neither wrapped nor read as markup
                console(self.color).print(renderable, soft_wrap=as_it_is, markup=not as_it_is)

    def warn(self, message: str) -> None:
        """Print one line on stderr about a problem beside the command's own work."""
        print(f"refill: {message}", file=sys.stderr)

    def stream(self, document: dict[str, Any], name: str, items: Iterable[Any]) -> None:
        """Print the JSON document with one more list, item by item: it may be longer than memory."""
        head = json.dumps(document, ensure_ascii=False, indent=2, default=str).removesuffix("\n}")
        print(f'{head},\n  "{name}": [', end="")
        for number, item in enumerate(items):
            separator = "," if number else ""
            print(f"{separator}\n    {json.dumps(item, ensure_ascii=False, default=str)}", end="")
        print("\n  ]\n}")


def common(function: Callable[..., None]) -> Callable[..., None]:
    """Return a command whose first parameter is a Call, with the common options behind its own."""
    own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]

    @functools.wraps(function)
    def command(**given: Any) -> None:
        settings = {name: given.pop(name) for name in COMMON}
        workspace = Workspace(settings["project_dir"], settings["target"] or None)
        logs.configure(workspace, settings["verbose"])
        function(Call(workspace, settings["as_json"], settings["quiet"], not settings["no_color"]), **given)

    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
        for name, (kind, default) in COMMON.items()
    ]
    parameters = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own] + added
    command.__dict__["__signature__"] = inspect.Signature(parameters)
    command.__annotations__ = {p.name: p.annotation for p in parameters}
    return command

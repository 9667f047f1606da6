"""`refill alert`, and the run that sends its alerts."""

import os
from typing import TYPE_CHECKING

import typer
from rich.text import Text

from refill.cli.options import Call, common
from refill.cli.summaries.run import of_run
from refill.errors import Refused
from refill.runs.job import Options

if TYPE_CHECKING:
    from refill.alerts.events import Result

app = typer.Typer(no_args_is_help=True, help="Messages about runs: test.")


@app.callback()
def group() -> None:
    """Make `test` a command of a group, although it is the only one."""


@app.command("test", epilog="Example: refill alert test")
@common
def test(call: Call) -> None:
    """Send a sample to every channel of config/alerts.yml."""
    from refill.alerts.events import SAMPLE, Alert
    from refill.alerts.send import send
    from refill.alerts.watch import documents

    workspace = call.workspace
    if not workspace.alerts.channels:
        raise Refused("config/alerts.yml is not there, or names no channel: nothing can be sent. Name one.")
    results = send(workspace.alerts, Alert(workspace.project.name, "sample", 0, SAMPLE), os.environ)
    ok = all(result.status in ("sent", "nothing") for result in results)
    call.give({"ok": ok, "alerts": documents(results)}, Text("\n".join(map(_line, results))))
    if not ok:
        raise typer.Exit(1)


def run_and_tell(call: Call, options: Options) -> None:
    """Run the main job, answer, and then send its alerts, which change nothing of its exit code."""
    from refill.alerts.watch import Watch, documents
    from refill.runs.run import run as main_job

    watch = Watch(call.workspace)
    try:
        with call.progress as progress:
            outcome = main_job(call.workspace.project, call.workspace.target, options, progress)
    except Exception as error:  # the alert names the error, whatever it is, and it is raised again
        _warn(call, watch.failed(error))
        raise
    if not call.as_json:
        call.give(None, of_run(outcome))
    results = watch.ended(outcome)
    if call.as_json:
        call.give({**outcome.document(), "alerts": documents(results)})
    _warn(call, results)
    if outcome.exit_code:
        raise typer.Exit(outcome.exit_code)


def _warn(call: Call, results: "list[Result]") -> None:
    for result in results:
        if result.status in ("not_set", "failed"):
            call.warn(f"alert: {_line(result)}")


def _line(result: "Result") -> str:
    if result.status == "sent":
        return f"✓ {result.channel}: sent"
    return f"✗ {result.channel}: {result.reason}" if result.reason else f"· {result.channel}: nothing to tell"

"""`refill undo`: one batch taken back."""

from typing import Annotated

import typer

from refill.cli.options import Call, common


@common
def undo(
    call: Call,
    batch: Annotated[int, typer.Argument(metavar="BATCH", help="The batch's number, as `refill run` shows it.")],
) -> None:
    """Take a batch back: its facts go, what it replaced comes back, what was derived for it alone goes too."""
    from refill.cli.summaries.run import of_run
    from refill.runs.job import Options
    from refill.runs.run import run as do

    with call.progress as progress:
        outcome = do(call.workspace.project, call.workspace.target, Options(undo=batch), progress)
    call.give(outcome.document(), of_run(outcome))
    if outcome.exit_code:
        raise typer.Exit(outcome.exit_code)

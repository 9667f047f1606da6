"""`refill generate`: the files that follow from the YAML."""

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

from refill.cli.options import Call, common
from refill.text.tables import counted


@common
def generate(
    call: Call, check: Annotated[bool, typer.Option(help="Write nothing; exit 1 on a difference.")] = False
) -> None:
    """Write models/generated/ and config/schema/ from the YAML; remove stale files."""
    from refill.generate.write import differences, write

    workspace = call.workspace
    changes = (differences if check else write)(workspace.project.root, workspace.config)
    call.give({"ok": not (check and changes), "changes": changes}, _summary(changes, check))
    if check and changes:
        raise typer.Exit(1)


def _summary(changes: Sequence[str], check: bool) -> RenderableType:
    """Return the changes that `refill generate` made, or would make."""
    if not changes:
        return Text("✓ Everything generated is up to date.")
    done = "would change: run `refill generate`" if check else "brought up to date"
    return Text("\n".join([*changes, f"{counted(len(changes), 'file')} {done}."]))

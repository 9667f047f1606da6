"""`refill init`: a new project."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

from refill.cli.options import NOTHING_YET, Call, common


@common
def init(
    call: Call,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make; it may be there, empty.")],
) -> None:
    """Make a new project with the same machinery and an empty configuration that explains every option."""
    from refill.generate.new_project import init as make_project

    written = make_project(folder)
    call.give({"ok": True, "project": str(folder), "files": written}, _summary(folder, written))


def _summary(folder: Path, files: Sequence[str]) -> RenderableType:
    """Return the files that `refill init` made, and the next steps."""
    made = [*(f"  {path}" for path in files), f"{folder} is a new project. {NOTHING_YET}"]
    return Text("\n".join([*made, f"Then: cd {folder} && refill run"]))

"""`refill report`: a page for people."""

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from refill.cli.options import Call, common


class Language(StrEnum):
    en = "en"
    zh = "zh"


@common
def report(
    call: Call,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="The file; default: target/report.html.")
    ] = None,
    lang: Annotated[Language, typer.Option("--lang", help="The language that is shown at first.")] = Language.en,
    show: Annotated[bool, typer.Option("--open", help="Show it in the browser.")] = False,
) -> None:
    """Write one HTML file: how full the reference tables are, what waits for a review, what was set aside, and why."""
    from refill.report.page import render
    from refill.report.read import read
    from refill.report.write import check_path, write

    workspace = call.workspace
    path = out if out is not None else workspace.project.root / "target" / "report.html"
    check_path(path)
    with call.progress as progress:
        progress("report", "read")
        found = read(workspace.warehouse)
        progress("report", "draw")
        page = render(found, workspace.config, workspace.project.name, datetime.now(UTC), lang.value)
        write(path, page)
    size = len(page.encode())
    call.give({"ok": True, "path": str(path), "bytes": size}, Text(f"{path}: {size / 1024:.0f} KB"))
    if show:
        import webbrowser

        webbrowser.open(path.absolute().as_uri())

"""`refill docs`: dbt's knowledge of the project, as one page."""

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from refill.cli.options import NOTHING_YET, Call, common


@common
def docs(
    call: Call,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Where to write it; default: target/docs.html.")
    ] = None,
    show: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Write the documentation of every table, column and test, with the lineage, as one HTML file."""
    from refill.generate.write import write
    from refill.runs.dbt_docs import write_docs

    workspace = call.workspace
    if workspace.config.is_empty:
        call.give({"ok": True, "path": None}, NOTHING_YET)
        return
    write(workspace.project.root, workspace.config)
    workspace.warehouse.connection.close()
    with call.progress as progress:
        path = write_docs(workspace.project, workspace.target, out, lambda node: progress("docs", node))
    call.give({"ok": True, "path": str(path)}, f"The documentation is in {path}.")
    if show:
        webbrowser.open(path.as_uri())

"""`refill land`: files into the raw tables."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from refill.cli.options import Call, Domains, MaxFiles, Period, common
from refill.errors import Refused


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
    """Copy new files into the raw tables, one batch a sheet; skip those that have landed before."""
    from refill.cli.summaries.run import of_files
    from refill.landing.land import land as land_files

    workspace = call.workspace
    with call.progress as progress:
        landed = land_files(
            workspace.warehouse,
            workspace.project.root,
            domains=domain or None,
            period=period or None,
            files=[path.absolute() for path in files] or None,
            max_files=max_files or None,
            on_progress=lambda path, name: progress("land", f"{path} ({name})"),
        )
    refused = any(file.status == "refused" for file in landed)
    call.give({"ok": not refused, "files": [asdict(file) for file in landed]}, of_files(landed))
    if refused:
        raise typer.Exit(Refused.exit_code)

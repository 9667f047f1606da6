"""`refill verify`: the eight invariants on the live database."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer
from rich.console import Group, RenderableType
from rich.text import Text

from refill.cli.options import Call, common

if TYPE_CHECKING:
    from refill.verify.invariants import Invariant


@common
def verify(call: Call) -> None:
    """Check the eight invariants on the live database: nothing lost, nothing doubled, nothing left over."""
    from refill.verify.invariants import verify as check

    workspace = call.workspace
    project = workspace.project
    compiled = project.root / "target" / "compiled" / project.name / "models" / "generated"
    with call.progress as progress:
        invariants = check(workspace.warehouse, compiled, lambda name: progress("verify", name))
    ok = all(invariant.ok for invariant in invariants)
    call.give({"ok": ok, "invariants": [asdict(i) for i in invariants]}, of_invariants(invariants))
    if not ok:
        raise typer.Exit(1)


def of_invariants(invariants: "Sequence[Invariant]") -> RenderableType:
    """Return one line per invariant."""
    return Group(
        *(Text(f"{'✓' if i.ok else '✗'} {i.name}: {i.detail}", style="" if i.ok else "red") for i in invariants)
    )

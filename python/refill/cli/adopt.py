"""`refill adopt`: make a reference table of a table that the database has already."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from refill.cli.options import Call, common
from refill.text.tables import counted

if TYPE_CHECKING:
    from refill.adopt.adopt import Adopted


@common
def adopt(
    call: Call,
    table: Annotated[str, typer.Argument(metavar="TABLE", help="A reference table of the YAML.")],
    fold: Annotated[bool, typer.Option("--fold", help="Store keys folded that are not.")] = False,
) -> None:
    """Take over a reference table that the database has already, with its rows: checks, columns, constraints."""
    from refill.adopt.adopt import adopt as adopt_table
    from refill.database.lock import run_lock

    workspace = call.workspace
    warehouse = workspace.warehouse
    with run_lock(workspace.target, workspace.schemas):
        adopted = adopt_table(warehouse, table, folding=fold)
    call.give({"ok": True, **asdict(adopted)}, Text(_in_words(adopted)))


def _in_words(adopted: "Adopted") -> str:
    if adopted.status == "already":
        return f"{adopted.table} is refill's already: nothing to do."
    lines = [f"{adopted.table} is adopted, with {counted(adopted.rows, 'row')}"]
    lines += [] if adopted.key == "kept" else [f"its key is a {adopted.key} now"]
    lines += [f"{counted(adopted.folded, 'key')} folded"] if adopted.folded else []
    for what, names in (
        ("added, empty", adopted.added),
        ("widened", adopted.widened),
        ("may be empty from now on", adopted.freed),
        ("kept, though not in the YAML", adopted.kept),
        ("foreign keys added", adopted.foreign_keys),
        ("foreign keys that a run adds", adopted.waiting),
    ):
        lines += [f"{what}: {', '.join(names)}"] if names else []
    return "\n  ".join(lines) + "\nThe next `refill run` builds on it."

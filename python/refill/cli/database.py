"""`refill db`: the embedded database, and the roles of any."""

import os
from typing import Annotated

import typer

from refill.cli.options import Call, common
from refill.database import embedded
from refill.database.grants import ROLES, apply_grants, grants_sql
from refill.errors import UsageError

app = typer.Typer(no_args_is_help=True, help="The embedded database: up, down, url, psql. Roles on any: grants.")


@app.command(epilog="Example: refill db up && dbt build")
@common
def up(call: Call) -> None:
    """Start the embedded database and make the tables that refill keeps."""
    call.workspace.warehouse.connection.close()
    call.give(
        {"ok": True, "url": embedded.url(call.workspace.target)},
        f"The database is up: {embedded.url(call.workspace.target)}",
    )


@app.command(epilog="Example: refill db down")
@common
def down(call: Call) -> None:
    """Stop the embedded database. Its data stay."""
    embedded.down(call.workspace.project, call.workspace.target)
    call.give({"ok": True}, "The database is down.")


@app.command(epilog="Example: refill db url")
@common
def url(call: Call) -> None:
    """Print the database's address, for other programs. It holds no password."""
    address = embedded.url(call.workspace.target)
    call.give({"url": address}, address)


@app.command(epilog="Example: refill db psql")
@common
def psql(call: Call) -> None:
    """Open PostgreSQL's own shell on the database."""
    call.workspace.warehouse.connection.close()
    command = embedded.psql(call.workspace.target)
    os.environ["PGPASSWORD"] = call.workspace.target.password
    os.execv(command[0], command)


@app.command(epilog="Example: refill db grants --print")
@common
def grants(
    call: Call,
    show: Annotated[bool, typer.Option("--print", help="Print the SQL.")] = False,
    apply: Annotated[bool, typer.Option("--apply", help="Execute it, in one transaction.")] = False,
    prefix: Annotated[str, typer.Option("--prefix", help="What the names of the roles begin with.")] = "refill",
) -> None:
    """Make group roles (owner, loader, transformer, steward, reader, auditor) with the rights of docs/roles.md."""
    if show == apply:
        raise UsageError("Use either --print, which changes nothing, or --apply.")
    workspace = call.workspace
    statements = grants_sql(workspace.schemas, prefix)
    roles = [f"{prefix}_{name}" for name in ROLES]
    if apply:
        apply_grants(workspace.warehouse.connection, workspace.schemas, prefix)
        call.give({"ok": True, "roles": roles}, f"Granted to {', '.join(roles)}.")
    else:
        call.give({"ok": True, "roles": roles, "sql": statements}, statements.rstrip("\n"))

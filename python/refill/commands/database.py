"""`refill db`: the embedded database."""

import os

import typer

from refill.database import embedded
from refill.options import Call, common

app = typer.Typer(no_args_is_help=True, help="The embedded database: up, down, url, psql.")


@app.command(epilog="Example: refill db up && dbt build")
@common
def up(call: Call) -> None:
    """Starts the embedded database and makes the tables that refill keeps."""
    call.workspace.connection.close()
    call.give(
        {"ok": True, "url": embedded.url(call.workspace.target)},
        f"The database is up: {embedded.url(call.workspace.target)}",
    )


@app.command(epilog="Example: refill db down")
@common
def down(call: Call) -> None:
    """Stops the embedded database. Its data stay."""
    embedded.down(call.workspace.project, call.workspace.target)
    call.give({"ok": True}, "The database is down.")


@app.command(epilog="Example: refill db url")
@common
def url(call: Call) -> None:
    """The database's address, for other programs. It holds no password."""
    address = embedded.url(call.workspace.target)
    call.give({"url": address}, address)


@app.command(epilog="Example: refill db psql")
@common
def psql(call: Call) -> None:
    """PostgreSQL's own shell on the database."""
    call.workspace.connection.close()
    command = embedded.psql(call.workspace.target)
    os.environ["PGPASSWORD"] = call.workspace.target.password
    os.execv(command[0], command)

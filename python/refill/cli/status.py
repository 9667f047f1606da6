"""`refill status`: reference tables by origin, domains by batch, the last run."""

from refill.cli.options import Call, common


@common
def status(call: Call) -> None:
    """Show reference rows by origin, batches and rows by domain, and the last run."""
    from refill.cli.summaries.status import of_status
    from refill.runs.status import status as read_status

    workspace = call.workspace
    found = read_status(workspace.warehouse)
    call.give(found, of_status(found))

"""`refill validate`: the YAML against itself, the newest files and the database."""

from collections.abc import Sequence

import typer
from rich.console import RenderableType
from rich.text import Text

from refill.cli.options import NOTHING_YET, Call, common
from refill.config.models import Config
from refill.errors import Refused
from refill.text.tables import counted


@common
def validate(call: Call) -> None:
    """Check both YAML files against each other, and against the newest files and the database where they are there."""
    from refill.database.schema_changes import problems as check_tables
    from refill.project.former_names import former_names
    from refill.runs.seeds import check_seeds
    from refill.runs.validation import check_files

    workspace = call.workspace
    config = workspace.config
    _ = workspace.alerts
    problems = check_seeds(config, workspace.project.root) + check_files(config, workspace.project.root)
    if workspace.database_answers:
        problems += check_tables(workspace.warehouse)
    edits = former_names(workspace.project.root)
    names = {"domains": list(config.domains), "reference_tables": list(config.tables)}
    document = {"ok": not problems, **names, "problems": problems, "edits": edits}
    call.give(document, _summary(config, problems, edits))
    if problems:
        raise typer.Exit(Refused.exit_code)


def _summary(config: Config, problems: Sequence[str], edits: Sequence[str]) -> RenderableType:
    """Return the order of reference tables, the problems with files and database, and edits of dbt_project.yml."""
    if not config.domains and not config.tables:
        return Text("\n".join([NOTHING_YET, *edits]))
    domains, tables = counted(len(config.domains), "domain"), counted(len(config.tables), "reference table")
    verdict = f"✓ {domains} and {tables} fit together."
    if problems:
        verdict = f"The YAML holds together ({domains}, {tables}), but does not fit what is there:"
    lines = [verdict, *(f"✗ {problem}" for problem in problems), f"Order: {' → '.join(config.tables)}", *edits]
    return Text("\n".join(lines))

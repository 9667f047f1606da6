"""A plan and the run that follows it: the run must do all that the plan says, and nothing else."""

import hashlib
from typing import Any

from refill.config.row_changes import BUILT
from refill.database.schemas import Schemas
from refill.database.target import read_target
from refill.project.project import find_project
from refill.runs.job import Options, Outcome
from refill.runs.plan import Plan, plan, without_numbers
from refill.runs.row_changes import ChangedRows, changed_rows

from .parsed import recall
from .project import Project

SCHEMAS = Schemas("warehouse")
COUNTED = ("exit_code", "sources", "generated", "references", "facts", "migrations", "kept")
NEWEST = "select invocation_id from warehouse_ledger.audit where sequence > %s order by sequence desc limit 1"
OWN_FILES = ("target", "logs", ".home")


def make_plan(project: Project, **options: Any) -> Plan:
    """Make a plan with `refill plan` in this process."""
    recall(project.root)  # as the run after it does, or they would not generate the same
    found = find_project(project.root)
    return plan(found, read_target(found, "server"), Options(**options), lambda stage, what: None)


def everything(project: Project) -> dict[str, str]:
    """Return a digest of every table and of every file, but those of dbt and the logs."""
    tables = {f"table {schema}.{name}": "" for schema, name in project.query(RELATIONS)}
    files = {
        f"file {path.relative_to(project.root).as_posix()}": hashlib.sha256(path.read_bytes()).hexdigest()
        for path in project.root.rglob("*")
        if path.is_file() and path.relative_to(project.root).parts[0] not in OWN_FILES
    }
    return tables | project.digests() | files


def last_entry(project: Project) -> int:
    """Return the newest entry of the audit log, 0 where there is none."""
    if project.query("select to_regclass('warehouse_ledger.audit')") == [(None,)]:
        return 0
    return int(project.query("select coalesce(max(sequence), 0) from warehouse_ledger.audit")[0][0])


def disagreements(project: Project, planned: Plan, done: Outcome, entry: int) -> dict[str, tuple[Any, Any]]:
    """Return the points in which the run differs from its plan, from the audit log's `entry` on: planned, and done."""
    told, was = _counts(planned.outcome), _counts(done)
    newest = project.query(NEWEST, entry)
    connection = project.server.connect()
    try:
        for name, table in project.config.tables.items():
            told[f"rows of {name}"] = planned.changed.get(name, ChangedRows())
            was[f"rows of {name}"] = changed_rows(project.warehouse(connection), table, newest[0][0] if newest else "")
    finally:
        connection.close()
    told["by name"], was["by name"] = _named(planned), _counted(planned)
    return {name: (told[name], was[name]) for name in was if told[name] != was[name]}


def _named(planned: Plan) -> dict[str, Any]:
    """Return the count of reference rows in the plan, by table and change, and the new keys by foreign key."""
    found: dict[str, Any] = {}
    for row in planned.outcome.references:
        changed = planned.changed.get(row["table"], ChangedRows()).keys
        found[row["table"]] = {change: len(changed.get(change, [])) for change in BUILT}
        found[f"new in {row['table']}"] = sorted(changed.get("derived", []))
    return found


def _counted(planned: Plan) -> dict[str, Any]:
    """Return the same, as the build has counted it."""
    found: dict[str, Any] = {}
    for row in planned.outcome.references:
        found[row["table"]] = {change: row[change] for change in BUILT}
        found[row["table"]]["inserted"] -= row["derived"]
        new = {key for fk in planned.outcome.foreign_keys if fk.table == row["table"] for key in fk.new_keys}
        found[f"new in {row['table']}"] = sorted(new)
    return found


def _counts(outcome: Outcome) -> dict[str, Any]:
    counts = {name: getattr(outcome, name) for name in COUNTED}
    ordered = {"gates": sorted(outcome.gates, key=lambda gate: gate["name"]), "errors": sorted(outcome.errors)}
    references = [{name: n for name, n in row.items() if name != "sync_seconds"} for row in outcome.references]
    return counts | ordered | {"files": without_numbers(outcome.files), "references": references}


RELATIONS = """
select n.nspname, c.relname
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname like 'warehouse%'
"""

"""`refill review`: the rows that wait for a person, and that person's decisions."""

import os
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from refill.cli.options import Call, common
from refill.config.models import ReferenceTable
from refill.errors import Refused, UsageError
from refill.quarantine.reasons import printable
from refill.review.decisions import BETWEEN, Review, Steward, parse_key, reviewing, shown_key
from refill.text.tables import counted

app = typer.Typer(
    no_args_is_help=True, help="The derived rows that wait for a person: list, export, import, and decide."
)

Name = Annotated[str, typer.Argument(metavar="TABLE", help="The reference table.")]
KeyText = Annotated[str, typer.Argument(metavar="KEY", help="The row's key; of several columns `a / b`, or json.")]
By = Annotated[str, typer.Option("--by", help="Who decides; default: REFILL_STEWARD in the environment.")]
Note = Annotated[str, typer.Option("--note", help="Why; kept with the decision.")]
Version = Annotated[
    int | None, typer.Option("--version", help="Decide only if the row has not changed since this `version`.")
]

Tables = Annotated[list[str], typer.Option("--table", help="Only this reference table; may be given more than once.")]
Domains = Annotated[list[str], typer.Option("--domain", help="Only rows that this domain's facts made.")]
OlderThan = Annotated[int | None, typer.Option("--older-than", min=0, help="Only rows derived so many days ago.")]
Limit = Annotated[int | None, typer.Option("--limit", min=0, help="So many rows; default: 20, with --json all.")]

SHOWN_ROWS = 20
SHOWN_ATTRIBUTES = 2

DONE = {
    "approve": "is approved",
    "correct": "is corrected and approved",
    "reject": "is rejected: its facts are set aside from now on",
    "merge": "is merged into {target}",
    "reopen": "is open again; the next `refill run` judges what rests on it",
}


@app.command("list", epilog="Example: refill review list --table 年金计划 --older-than 30")
@common
def list_rows(
    call: Call, table: Tables = [], domain: Domains = [], older_than: OlderThan = None, limit: Limit = None
) -> None:
    """List the derived rows that wait, the heaviest first: what rests on them, and which rows they may be."""
    from refill.review.queue import Queue, QueueFilter

    only = QueueFilter(table, domain, older_than, limit if limit is not None or call.as_json else SHOWN_ROWS)
    workspace = call.workspace
    with call.progress as progress:
        progress("review", "list")
        shown, total = Queue(workspace.warehouse, only).waiting()
    call.give({"ok": True, "total": total, "rows": [_document(row) for row in shown]}, *_shown(shown, total))


@app.command(epilog="Example: refill review export queue.xlsx")
@common
def export(
    call: Call,
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The file to write: .csv or .xlsx.")],
    table: Tables = [],
    domain: Domains = [],
    older_than: OlderThan = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file of that name.")] = False,
) -> None:
    """Write the queue to a file in which to decide, row by row; `refill review import` applies it."""
    from refill.review.export import export as export_rows
    from refill.review.queue import Queue, QueueFilter

    workspace = call.workspace
    with call.progress as progress:
        progress("review", "export")
        queue = Queue(workspace.warehouse, QueueFilter(table, domain, older_than))
        totals = export_rows(queue, path, force)
    rows = sum(totals.values())
    by_table = ", ".join(f"{name} {count:,}" for name, count in totals.items() if count)
    line = f"{counted(rows, 'row')} in {path}{f': {by_table}' if by_table else ''}."
    call.give({"ok": True, "path": str(path), "rows": rows, "tables": totals}, Text(line))


@app.command("import", epilog="Example: refill review import queue.xlsx --by lin --all-or-nothing")
@common
def import_file(
    call: Call,
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The file that was exported, with decisions.")],
    by: By = "",
    note: Note = "",
    all_or_nothing: Annotated[
        bool, typer.Option("--all-or-nothing", help="Apply nothing if a row is refused.")
    ] = False,
) -> None:
    """Apply the decisions of a file in one transaction. List rows that cannot be applied, with the reason."""
    from refill.review.apply import Applied, NothingApplied, apply
    from refill.review.read import read_pages

    who = steward(by, note)
    pages = read_pages(path)
    outcome = Applied([], [])
    workspace = call.workspace
    try:
        with reviewing(workspace.warehouse, workspace.target, who) as review:
            apply(review, workspace.config, pages, outcome)
            if all_or_nothing and outcome.refused:
                raise NothingApplied
    except NothingApplied:
        outcome.applied = []
    call.give({"ok": not outcome.refused, "path": str(path), **asdict(outcome)}, *_imported(outcome))
    if outcome.refused:
        raise typer.Exit(Refused.exit_code)


@app.command(epilog="Example: refill review approve 年金计划 S0009 --by lin --set 计划类型=单一计划")
@common
def approve(
    call: Call,
    table: Name,
    key: KeyText,
    by: By = "",
    note: Note = "",
    version: Version = None,
    corrections: Annotated[
        list[str], typer.Option("--set", help="COLUMN=VALUE to correct; an empty value is none. May be repeated.")
    ] = [],
) -> None:
    """Make a derived row authoritative, as it is or corrected with --set."""
    content = dict(_correction(text) for text in corrections)
    done = "correct" if content else "approve"
    _decide(call, table, key, (by, note), done, lambda on, of, k: on.approve(of.name, k, content, version))


@app.command(epilog="Example: refill review reject 年金计划 XX --by lin --note 'a typing error' --withdraw")
@common
def reject(
    call: Call,
    table: Name,
    key: KeyText,
    by: By = "",
    note: Note = "",
    version: Version = None,
    withdraw: Annotated[bool, typer.Option(help="Set aside the facts that are loaded with it, too.")] = False,
) -> None:
    """Reject a key: its facts go to quarantine from now on, and nothing loads with it."""
    _decide(call, table, key, (by, note), "reject", lambda on, of, k: on.reject(of.name, k, withdraw, version))


@app.command(epilog="Example: refill review merge 年金计划 XNP-1 into XNP001 --by lin")
@common
def merge(
    call: Call,
    table: Name,
    key: KeyText,
    into: Annotated[str, typer.Argument(metavar="into", help="The word `into`.")],
    other: Annotated[str, typer.Argument(metavar="TARGET", help="The key of the row that stays.")],
    by: By = "",
    note: Note = "",
    version: Version = None,
) -> None:
    """Merge KEY into TARGET: every fact that has KEY gets TARGET, loaded ones at once, others when they come."""
    if into != "into":
        raise UsageError(f"{into!r}: write `refill review merge {table} {key} into KEY`.")
    done = DONE["merge"].format(target=other)
    act: _Act = lambda on, of, k: on.merge(of.name, k, parse_key(of, other), version)  # noqa: E731  # typed so
    _decide(call, table, key, (by, note), "merge", act, done)


@app.command(epilog="Example: refill review reopen 年金计划 XNP-1 --by lin")
@common
def reopen(call: Call, table: Name, key: KeyText, by: By = "", note: Note = "", version: Version = None) -> None:
    """Take the decision on a key back, as if there had been none."""
    _decide(call, table, key, (by, note), "reopen", lambda on, of, k: on.reopen(of.name, k, version))


_Act = Callable[[Review, ReferenceTable, dict[str, str]], int]


def _decide(
    call: Call, name: str, text: str, given: tuple[str, str], decision: str, act: _Act, done: str | None = None
) -> None:
    """Make one decision in a transaction of its own, and answer."""
    who = steward(*given)
    workspace = call.workspace
    table = workspace.config.tables.get(name)
    if table is None:
        raise UsageError(
            f"reference table {name!r} is not configured. There are: {', '.join(workspace.config.tables)}."
        )
    key = parse_key(table, text)
    with reviewing(workspace.warehouse, workspace.target, who) as review:
        number = act(review, table, key)
    document = {"ok": True, "number": number, "decision": decision, "table": name, "key": key}
    call.give(document, Text(f"{name} {shown_key(key)} {done or DONE[decision]}."))


def steward(by: str, note: str) -> Steward:
    """Return the deciding person. Raise UsageError where none is named."""
    name = by or os.environ.get("REFILL_STEWARD", "")
    if not name.strip():
        raise UsageError("a decision needs a name: give --by NAME, or set REFILL_STEWARD.")
    return Steward(name.strip(), note)


def _correction(text: str) -> tuple[str, str | None]:
    column, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"--set {text!r}: write COLUMN=VALUE.")
    return column, value or None


def _document(row: Any) -> dict[str, Any]:
    """Return a row of the queue in the form of --json."""
    found = asdict(row)
    proposals = [{**one, "key": dict(zip(row.key, one["key"], strict=True))} for one in found["proposals"]]
    return {**found, "proposals": proposals}


def _shown(shown: Sequence[Any], total: int) -> list[RenderableType]:
    if not total:
        return [Text("Nothing waits for a review.")]
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("weight", "fact rows", "table", "key", "says", "derived", "may be"):
        table.add_column(name, overflow="fold", justify="right" if name in ("weight", "fact rows") else "left")
    for row in shown:
        says = [printable(text) for text in row.attributes.values() if text][:SHOWN_ATTRIBUTES]
        may_be = [f"{printable(BETWEEN.join(p.key))} ({p.reason} {p.score})" for p in row.proposals]
        derived = f"{row.derived_at:%Y-%m-%d}" if row.derived_at else ""
        cells = (f"{row.weight:,}", f"{row.fact_rows:,}", row.table, printable(shown_key(row.key)), "\n".join(says))
        table.add_row(*map(Text, (*cells, derived, "\n".join(may_be))))
    more = total - len(shown)
    hint = f"{counted(more, 'more row')}: --limit {total} shows them all, `refill review export` writes them to a file."
    return [*([table] if shown else []), *([Text(hint)] if more else [])]


def _imported(outcome: Any) -> list[RenderableType]:
    lines = [f"{counted(len(outcome.applied), 'decision')} applied, {counted(outcome.untouched, 'row')} untouched."]
    for row in outcome.refused:
        place = f"{printable(row.sheet)}, row {row.row}" if row.sheet else f"row {row.row}"
        lines.append(f"✗ {place}: {printable(row.reason, None)}")
    return [Text(line) for line in lines]

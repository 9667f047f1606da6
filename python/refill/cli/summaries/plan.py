"""The answer of `refill plan` for people: the summary of the rehearsed run, and by name what it would change."""

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from refill.cli.options import NOTHING_YET
from refill.cli.summaries.run import report
from refill.config.row_changes import COUNTED
from refill.runs.coverage import Coverage
from refill.runs.plan import Plan
from refill.text.tables import counted, number, table

SHOWN = 20


def of_plan(plan: Plan, with_sql: bool) -> RenderableType:
    """Return the effects of a run; `with_sql`, also the models' SQL behind them."""
    outcome = plan.outcome
    if not outcome.references and not outcome.facts:
        return Text(NOTHING_YET)
    parts: list[RenderableType] = [Text("A plan: what a run would do now. Nothing is written.", style="bold")]
    parts += [_coverage(outcome.foreign_keys)] if outcome.foreign_keys else []
    parts += report(outcome)
    for title, lines in (
        ("New keys", _new_keys(outcome.foreign_keys)),
        ("Reference rows", _reference_rows(plan)),
        ("Cells that facts fill", _cells(plan)),
        ("Scopes that are replaced", _scopes(plan)),
        ("Set aside, by reason", _reasons(plan)),
        ("Generated files that are not up to date", outcome.generated),
    ):
        parts += [_section(title, lines)] if lines else []
    end = f"A run would end with exit code {outcome.exit_code}."
    parts.append(Text(end, style="red" if outcome.exit_code else "green"))
    if with_sql:
        parts += [Text(f"\n-- {name}\n{text}") for name, text in plan.sql.items()]
    return Group(*parts)


def _coverage(foreign_keys: Iterable[Coverage]) -> Table:
    columns = ("keys", "authoritative", "derived", "new", "missing", "blank", "skipped")
    shown = table("Foreign keys: distinct keys of the facts, and rows without one", "domain", "name", "table", *columns)
    for column in (1, 2):
        shown.columns[column].justify = "left"
    for key in foreign_keys:
        shown.add_row(key.domain, key.name, key.table, *(number(getattr(key, column)) for column in columns))
    return shown


def _new_keys(foreign_keys: Iterable[Coverage]) -> list[str]:
    return [
        f"{key.domain}, {key.name} → {key.table}: {_listed(key.new_keys, key.new)}" for key in foreign_keys if key.new
    ]


def _reference_rows(plan: Plan) -> list[str]:
    lines = []
    for row in plan.outcome.references:
        counts = {**row, "inserted": row["inserted"] - row["derived"]}
        keys = plan.changed[row["table"]].keys if row["table"] in plan.changed else {}
        lines += [
            f"{row['table']}, {change}: {_listed(keys[change], counts[change])}" for change in COUNTED if change in keys
        ]
    return lines


def _cells(plan: Plan) -> list[str]:
    lines = []
    for name, changed in plan.changed.items():
        cells = [f"{cell['key']} {cell['column']}" for cell in changed.cells]
        lines += [f"{name}: {_listed(cells, len(cells))}"] if cells else []
    return lines


def _scopes(plan: Plan) -> list[str]:
    lines = []
    for domain, scopes in plan.scopes.items():
        for scope in scopes[:SHOWN]:
            values = ", ".join("(none)" if value is None else value for value in scope.scope.values())
            lines.append(f"{domain}: {values}: {counted(scope.rows_now, 'row')} now, {scope.rows_new:,} new")
        lines += [f"{domain}: {_more(len(scopes))}"] if len(scopes) > SHOWN else []
    return lines


def _reasons(plan: Plan) -> list[str]:
    return [
        f"{domain}: {counted(count, 'row')} {reason}"
        for domain, found in plan.reasons.items()
        for reason, count in found.items()
    ]


def _listed(names: Sequence[str], count: int) -> str:
    """Return the first of the names, and how many more there are."""
    shown = ", ".join(names[:SHOWN])
    return f"{shown} {_more(count)}" if count > len(names[:SHOWN]) else shown


def _more(count: int) -> str:
    return f"and {count - SHOWN:,} more"


def _section(title: str, lines: Sequence[str]) -> Text:
    return Text(title, style="bold").append("".join(f"\n  {line}" for line in lines), style="not bold")

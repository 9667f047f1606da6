"""The summary of a run for people: short tables, and what to do next."""

from collections.abc import Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from refill.cli.options import NOTHING_YET
from refill.config.row_changes import COUNTED
from refill.landing.landed import LandedFile
from refill.runs.job import Outcome
from refill.runs.retention import OldBatch
from refill.runs.thresholds import in_words
from refill.sync.sync import SyncedTable
from refill.text.tables import counted, percent
from refill.text.tables import number as _number
from refill.text.tables import table as _table
from refill.undo.batch import Undone

SHOWN_REASONS = 3
SHOWN_COLUMNS = 5


def of_run(outcome: Outcome) -> RenderableType:
    """Return the summary of a run: its effects, and the tasks that are left for a person."""
    if not outcome.references and not outcome.facts:
        return Text(NOTHING_YET)
    return Group(*report(outcome), *(Text(line) for line in next_steps(outcome)))


def report(outcome: Outcome) -> list[RenderableType]:
    """Return files, references, facts, gates and time."""
    parts: list[RenderableType] = [_undone(outcome.undone)] if outcome.undone else []
    news = [file for file in outcome.files if file.status != "already_loaded"]
    known = len(outcome.files) - len(news)
    if news:
        parts.append(_files(news))
    if known:
        parts.append(Text(f"{counted(known, 'sheet')} {'has' if known == 1 else 'have'} landed before.", style="dim"))
    parts += _failed_sources(outcome.sources)
    parts += [_references(outcome.references), _facts(outcome.facts)]
    parts += [_lines("Migrated", outcome.migrations)] if outcome.migrations else []
    parts += [_lines("Kept, though not in the YAML", outcome.kept)] if outcome.kept else []
    parts += [of_dropped(outcome.dropped)] if outcome.dropped else []
    parts += [of_gates(outcome.gates, " Nothing behind it was loaded.")] if outcome.gates else []
    parts += [Text(f"! {in_words(warning)}", style="yellow") for warning in outcome.warnings]
    parts += [Text(f"✗ {error}", style="red") for error in outcome.errors]
    parts.append(_time(outcome))
    return parts


def _undone(undone: Undone) -> Text:
    """Return what an undone batch took away, and which batches load again for it."""
    sheet = f" {undone.sheet}" if undone.sheet else ""
    text = Text(f"Batch {undone.batch_id} ({undone.file}{sheet}) is undone", style="bold")
    lines = [f"{counted(undone.facts, 'row')} left the facts, {counted(undone.quarantined, 'row')} the quarantine"]
    for verb, tables in (("deleted", undone.deleted), ("retired", undone.retired)):
        lines += [f"{name}: {counted(count, 'derived row')} {verb}" for name, count in tables.items()]
    for domain, batches in undone.again.items():
        lines.append(f"{domain}: loaded again, as if it had not been: batch {', '.join(map(str, batches))}")
    for line in lines:
        text.append(f"\n  {line}", style="not bold")
    return text


def _files(files: Sequence[LandedFile]) -> Text:
    """Return each file once, and below it its sheets."""
    text = Text("Files", style="bold")
    path = ""
    for file in files:
        if file.path != path:
            path = file.path
            text.append(f"\n  {path}", style="not bold")
        notes = [file.reason] if file.reason else []
        if file.rejected:
            notes.append(f"{file.rejected:,} rejected ({_reasons(file.rejected_reasons, file.rejected_places)})")
        if file.skipped:
            notes.append(f"{file.skipped:,} skipped ({_reasons(file.skipped_reasons)})")
        if file.encoding:
            notes.append(f"read as {file.encoding}")
        if file.missing_columns:
            notes.append(f"no column {_missing(file.missing_columns)}")
        if file.unknown_columns:
            notes.append(f"unknown columns kept aside: {', '.join(file.unknown_columns)}")
        mark = {"landed": "✓", "refused": "✗"}.get(file.status, "=")
        sheet = f"{file.sheet} → " if file.sheet else ""
        what = f"{sheet}{file.domain}" if file.domain else "no domain"
        rows = (
            [f"{mark} {what}"]
            if file.status == "refused"
            else [f"{mark} {what}: {counted(file.rows, 'row')}{f', batch {file.batch_id}' if file.batch_id else ''}"]
        )
        line = "; ".join([*rows, *notes])
        text.append(f"\n    {line}", style="not bold red" if file.status == "refused" else "not bold")
    return text


def _missing(columns: dict[str, str]) -> str:
    """Return the first columns, each with the header that may be its own."""
    shown = [f"{name} (is it {nearest}?)" if nearest else name for name, nearest in columns.items()]
    shown.sort(key=lambda text: not text.endswith("?)"))
    return ", ".join(shown[:SHOWN_COLUMNS]) + (", …" if len(shown) > SHOWN_COLUMNS else "")


def _reasons(counts: dict[str, int], places: dict[str, list[str]] | None = None) -> str:
    """Return the most frequent reasons, each with its number of rows, and its first places where they are given."""
    ordered = sorted(counts, key=lambda reason: (-counts[reason], reason))
    where = {reason: f", first in {', '.join(found)}" for reason, found in (places or {}).items()}
    shown = ", ".join(f"{reason}: {counts[reason]:,}{where.get(reason, '')}" for reason in ordered[:SHOWN_REASONS])
    return shown if len(ordered) <= SHOWN_REASONS else f"{shown}, …"


def of_files(files: Sequence[LandedFile]) -> RenderableType:
    """Return every file that `refill land` saw."""
    return _files(files) if files else Text("No files found.")


def _failed_sources(sources: Sequence[SyncedTable]) -> list[Text]:
    """Return the sources without which the run went on, each with its reason: the refused, and the silent ones."""
    texts = []
    for status, heading in (("refused", "Refused sources"), ("unavailable", "Degraded: sources that did not answer")):
        lines = [
            f"\n  ✗ {one.table}{f' ({one.name})' if one.name else ''}: {one.reason}"
            for one in sources
            if one.status == status
        ]
        if lines:
            text = Text(f"{heading}; their last good state was used", style="bold yellow")
            texts.append(text.append("".join(lines), style="not bold red"))
    return texts


def _references(references: Sequence[dict[str, Any]]) -> Table:
    keys = ("authoritative", "inserted", "derived", "promoted", "changed", "retired", "needs_review", "total")
    table = _table("Reference tables", "table", *(key.replace("_", " ") for key in keys), "coverage")
    for row in references:
        counts = {**row, "changed": row["filled"] + row["updated"] + row["restored"]}
        table.add_row(row["table"], *(_number(counts[key]) for key in keys), percent(row["coverage"]))
    return table


def _facts(facts: Sequence[dict[str, Any]]) -> Table:
    keys = ("loaded", "quarantined", "rejected", "superseded", "skipped")
    table = _table("Facts", "domain", *keys)
    for row in facts:
        table.add_row(row["domain"], *(_number(row[key]) for key in keys))
    return table


def of_dropped(batches: Sequence[OldBatch]) -> Text:
    """Return the batches whose raw rows go, in one line."""
    domains = {batch.domain: [b for b in batches if b.domain == batch.domain] for batch in batches}
    named = [f"{name}: batch {', '.join(str(b.batch_id) for b in its)}" for name, its in domains.items()]
    rows = counted(sum(batch.rows for batch in batches), "row")
    return Text(f"Raw rows dropped, as `retain` says ({rows}): {'; '.join(named)}")


def _lines(title: str, lines: Sequence[str]) -> Text:
    return Text(title, style="bold").append("".join(f"\n  {line}" for line in lines), style="not bold")


def of_gates(gates: Sequence[dict[str, Any]], consequence: str = "") -> RenderableType:
    """Return how many gates passed, or each that failed with what it lists and what follows from that."""
    failed = [gate for gate in gates if not gate["ok"]]
    if not failed:
        return Text(f"✓ {counted(len(gates), 'gate')} passed.", style="green")
    lines = []
    for gate in failed:
        failing = counted(gate["failing_count"], "key")
        lines.append(Text(f"✗ {gate['name']} failed: {failing}.{consequence}", style="red"))
        found = zip(gate["failing_keys"], gate["failing_rows"], strict=True)
        lines += [Text(f"    {key} ({counted(rows, 'row')})" if rows else f"    {key}") for key, rows in found]
        more = gate["failing_count"] - len(gate["failing_keys"])
        lines += [Text(f"    and {more:,} more")] if more else []
    return Group(*lines)


def _time(outcome: Outcome) -> Text:
    stages = ", ".join(
        f"{stage['name']} {stage['seconds']:.1f}" for stage in outcome.stages if stage["seconds"] >= 0.05
    )
    return Text(f"{outcome.seconds:.1f} s ({stages})", style="dim")


def next_steps(outcome: Outcome) -> list[str]:
    """Return the tasks that are left for a person, one sentence each."""
    review = sum(row["needs_review"] for row in outcome.references)
    aside = sum(row["quarantined"] for row in outcome.facts)
    changed = any(row[kind] for row in outcome.references for kind in COUNTED)
    loaded = any(row["loaded"] or row["superseded"] or row["quarantined"] for row in outcome.facts)
    steps = []
    if outcome.exit_code == 0 and not changed and not loaded:
        steps.append("Nothing new: every fact and reference table is as it was.")
    if review:
        rows = counted(review, "derived row")
        steps.append(f"To review: {rows}. `refill review list` shows them, first those on which most rests.")
    if aside:
        steps.append(
            f"Set aside: {counted(aside, 'row')} of these files. `refill quarantine list` says why; "
            "they load once that is put right."
        )
    return steps

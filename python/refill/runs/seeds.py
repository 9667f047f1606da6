"""The seeds before dbt reads them: it takes a blank cell and the word null for no value, also in a key."""

import csv
from collections.abc import Iterator
from pathlib import Path

from refill.config.models import Config, ReferenceTable
from refill.errors import Refused
from refill.text.tables import counted

NULLS = ("", "null")
SHOWN = 5


def check_seeds(config: Config, root: Path) -> list[str]:
    """Return the seeds with rows that have no key, a sentence each; none for one that is not there."""
    return [problem for table in config.tables.values() for problem in _problems(table, root / "seeds")]


def refuse_unkeyed_seeds(config: Config, root: Path) -> None:
    """Raise Refused where a row of a seed has no key: dbt would load it, and no reference table would have it."""
    if problems := check_seeds(config, root):
        raise Refused(" ".join(problems))


def _problems(table: ReferenceTable, folder: Path) -> Iterator[str]:
    for source in table.sources:
        if source.dbt_seed is None or not (path := folder / f"{source.dbt_seed}.csv").is_file():
            continue
        theirs = {ours: name for name, ours in source.columns.items()}
        keys = [theirs.get(key, key) for key in table.keys]
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                rows = csv.DictReader(file)
                lines = [
                    (rows.line_num, key)
                    for row in rows
                    for key in keys
                    if key in row and (row[key] or "").strip().lower() in NULLS
                ]
        except (UnicodeDecodeError, csv.Error) as error:
            yield f"seeds/{path.name}: the file cannot be read as csv in UTF-8 ({error})."
            continue
        if lines:
            shown = ", ".join(f"line {number}" for number, _ in lines[:SHOWN])
            more = ", …" if len(lines) > SHOWN else ""
            have = "has" if len(lines) == 1 else "have"
            yield (
                f"seeds/{path.name}: {counted(len(lines), 'row')} {have} no {lines[0][1]} ({shown}{more}). dbt reads a "
                "blank cell and the word null as no value: write a key, or take the row out."
            )

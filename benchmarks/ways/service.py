"""The usual way to fill reference tables: a pandas service. `… benchmarks.ways.service HOW CONFIG PERFORMANCE INCOME`.

For each foreign key of the YAML: one candidate per key by groupby, a look at which keys the table has, an insert of
those that it lacks. HOW is `rows`, the way such services are mostly written, with a loop over the groups and an insert
for each row; or `vectors`, the quickest that pandas can, with one aggregate per column and executemany. The reference
tables are those of limit.sql, with their authoritative rows. Prints the seconds of reading and of backfilling as JSON.
"""

import fnmatch
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas
from sqlalchemy import Connection, create_engine, text

from refill.config.aggregations import BackfillColumn
from refill.config.domains import Domain, ForeignKey
from refill.config.load import load_config


def main(arguments: list[str]) -> int:
    how, folder, performance, income = arguments
    domains = load_config(Path(folder)).domains
    start = time.monotonic()
    frames = {
        "annuity_income": _read(Path(income), domains["annuity_income"]),
        "annuity_performance": _read(Path(performance), domains["annuity_performance"]),
    }
    read = time.monotonic() - start
    start = time.monotonic()
    engine = create_engine("postgresql+psycopg2://")
    inserted = {}
    with engine.begin() as connection:
        for name, frame in frames.items():
            for key in sorted(domains[name].foreign_keys, key=lambda key: key.priority):
                if key.on_missing == "register":
                    inserted[f"{name}.{key.name}"] = _backfill(connection, frame, key, how)
    seconds = {"read": read, "backfill": time.monotonic() - start}
    print(json.dumps({"benchmark_stages": seconds, "inserted": inserted}))
    return 0


def _read(path: Path, domain: Domain) -> pandas.DataFrame:
    """Return the file as a typed frame: texts trimmed, null tokens gone, amounts as numbers."""
    frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
    for name in frame.columns:
        column = frame[name].str.strip()
        frame[name] = column.mask(column.isin(domain.null_tokens), None)
        if name in domain.columns and domain.columns[name].type.kind == "numeric":
            frame[name] = pandas.to_numeric(frame[name].str.replace(",", ""))
    return frame


def _backfill(connection: Connection, frame: pandas.DataFrame, key: ForeignKey, how: str) -> int:
    """Insert a row for each key of the frame that the table lacks; return how many."""
    target = key.target_keys[0]
    candidates = CANDIDATES[how](_usable(frame, key), key)
    found = connection.execute(
        text(f'select "{target}" from "{key.target_table}" where "{target}" = any(:keys)'),
        {"keys": candidates[target].tolist()},
    )
    missing = candidates[~candidates[target].isin({held for (held,) in found})]
    missing = missing.assign(_source="auto_derived", _needs_review=True)
    names = ", ".join(f'"{name}"' for name in missing.columns)
    values = ", ".join(f":p{number}" for number in range(len(missing.columns)))
    statement = text(f'insert into "{key.target_table}" ({names}) values ({values}) on conflict do nothing')
    rows = [
        {f"p{number}": None if pandas.isna(value) else value for number, value in enumerate(row)}
        for row in missing.itertuples(index=False)
    ]
    for part in [[row] for row in rows] if how == "rows" else [rows] if rows else []:
        connection.execute(statement, part)
    return len(rows)


def _usable(frame: pandas.DataFrame, key: ForeignKey) -> pandas.DataFrame:
    """Return the rows with a key."""
    source = key.source_columns[0]
    usable = frame[frame[source].notna()]
    for pattern in key.skip_patterns:
        usable = usable[~usable[source].map(lambda value, pattern=pattern: fnmatch.fnmatchcase(value, pattern))]
    return usable


def _by_rows(frame: pandas.DataFrame, key: ForeignKey) -> pandas.DataFrame:
    """Return one row per key, made in a loop over the groups."""
    made = []
    for value, group in frame.groupby(key.source_columns[0], sort=False):
        made.append({key.target_keys[0]: value} | {one.target: _of_group(group, one) for one in key.attributes})
    return pandas.DataFrame(made)


def _of_group(group: pandas.DataFrame, column: BackfillColumn) -> Any:
    """Return one attribute from all rows of a key; None where they do not have it."""
    take = column.aggregation
    if take.type == "constant":
        return take.value
    if take.type == "json_append":
        texts = {take.template.format_map(row) for row in group.to_dict("records")}
        return json.dumps(sorted(texts), ensure_ascii=False)
    if take.type == "max_by":
        group = group.sort_values(take.order_column, ascending=False, kind="stable")
    values = group[str(column.source)].dropna()
    if take.type == "count_distinct":
        return values.nunique()
    if values.empty:
        return None
    return take.separator.join(sorted(values.unique())) if take.type == "concat_distinct" else values.iloc[0]


def _by_vectors(frame: pandas.DataFrame, key: ForeignKey) -> pandas.DataFrame:
    """Return one row per key, each column by an aggregate over all groups at once."""
    source = key.source_columns[0]
    made = pandas.DataFrame(index=frame.groupby(source, sort=False).size().index)
    for column in key.attributes:
        made[column.target] = _of_groups(frame, source, column)
    return made.rename_axis(key.target_keys[0]).reset_index()


def _of_groups(frame: pandas.DataFrame, key: str, column: BackfillColumn) -> Any:
    """Return one attribute of every key, as a series by key, or a value for all."""
    take = column.aggregation
    if take.type == "constant":
        return take.value
    if take.type == "json_append":
        named = [name for name in frame.columns if f"{{{name}}}" in take.template]
        rows = zip(*(frame[name] for name in named), strict=True)
        texts = [take.template.format(**dict(zip(named, row, strict=True))) for row in rows]
        grouped = pandas.Series(texts, index=frame.index).groupby(frame[key], sort=False)
        return grouped.agg(lambda values: json.dumps(sorted(values.unique()), ensure_ascii=False))
    if take.type == "max_by":
        frame = frame.sort_values(take.order_column, ascending=False, kind="stable")
    values = frame.groupby(key, sort=False)[str(column.source)]
    if take.type == "count_distinct":
        return values.nunique()
    if take.type == "concat_distinct":
        return values.agg(lambda values: take.separator.join(sorted(values.dropna().unique())))
    return values.first()


CANDIDATES: dict[str, Callable[[pandas.DataFrame, ForeignKey], pandas.DataFrame]] = {
    "rows": _by_rows,
    "vectors": _by_vectors,
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

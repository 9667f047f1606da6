"""The usual way to fill reference tables: a pandas service. `… benchmarks.ways.service HOW CONFIG PERFORMANCE INCOME`.

For each foreign key of the YAML: one candidate per key by groupby, a look at which keys the table has, an insert of
those that it lacks. HOW is `executemany` or `rows`, an insert a row. The reference tables are those of limit.sql, with
their authoritative rows. Prints the seconds of reading and of backfilling as JSON.
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
    """The file as a typed frame: texts trimmed, null tokens gone, amounts as numbers."""
    frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
    for name in frame.columns:
        column = frame[name].str.strip()
        frame[name] = column.mask(column.isin(domain.null_tokens), None)
        if name in domain.columns and domain.columns[name].type.kind == "numeric":
            frame[name] = pandas.to_numeric(frame[name].str.replace(",", ""))
    return frame


def _backfill(connection: Connection, frame: pandas.DataFrame, key: ForeignKey, how: str) -> int:
    """Inserts a row for each key of the frame that the table lacks; returns how many."""
    target = key.target_keys[0]
    candidates = _candidates(frame, key)
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
    if how == "rows":
        for row in rows:
            connection.execute(statement, row)
    elif rows:
        connection.execute(statement, rows)
    return len(rows)


def _candidates(frame: pandas.DataFrame, key: ForeignKey) -> pandas.DataFrame:
    """One row per key of the facts, with every attribute that the YAML wants from them."""
    source, target = key.source_columns[0], key.target_keys[0]
    usable = frame[frame[source].notna()]
    for pattern in key.skip_patterns:
        usable = usable[~usable[source].map(lambda value, pattern=pattern: fnmatch.fnmatchcase(value, pattern))]
    grouped = usable.groupby(source, sort=False)
    made = pandas.DataFrame(index=grouped.size().index)
    for column in key.attributes:
        made[column.target] = TAKES[column.aggregation.type](usable, source, column)
    return made.rename_axis(target).reset_index()


def _values(frame: pandas.DataFrame, key: str, column: BackfillColumn) -> Any:
    return frame.groupby(key, sort=False)[str(column.source)]


def _first(frame: pandas.DataFrame, key: str, column: BackfillColumn) -> Any:
    return _values(frame, key, column).first()


def _max_by(frame: pandas.DataFrame, key: str, column: BackfillColumn) -> Any:
    order = column.aggregation.order_column  # type: ignore[union-attr]  # max_by has one
    return _first(frame.sort_values(order, ascending=False, kind="stable"), key, column)


def _concat_distinct(frame: pandas.DataFrame, key: str, column: BackfillColumn) -> Any:
    separator = column.aggregation.separator  # type: ignore[union-attr]  # concat_distinct has one
    return _values(frame, key, column).agg(lambda values: separator.join(sorted(values.dropna().unique())))


def _count_distinct(frame: pandas.DataFrame, key: str, column: BackfillColumn) -> Any:
    return _values(frame, key, column).nunique()


def _constant(_frame: pandas.DataFrame, _key: str, column: BackfillColumn) -> Any:
    return column.aggregation.value  # type: ignore[union-attr]  # constant has one


def _json_append(frame: pandas.DataFrame, key: str, column: BackfillColumn) -> Any:
    template = column.aggregation.template  # type: ignore[union-attr]  # json_append has one
    named = [name for name in frame.columns if f"{{{name}}}" in template]
    rows = zip(*(frame[name] for name in named), strict=True)
    texts = pandas.Series([template.format(**dict(zip(named, row, strict=True))) for row in rows], index=frame.index)
    return texts.groupby(frame[key], sort=False).agg(
        lambda values: json.dumps(sorted(values.unique()), ensure_ascii=False)
    )


TAKES: dict[str, Callable[[pandas.DataFrame, str, BackfillColumn], Any]] = {
    "first": _first,
    "max_by": _max_by,
    "concat_distinct": _concat_distinct,
    "count_distinct": _count_distinct,
    "constant": _constant,
    "json_append": _json_append,
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
